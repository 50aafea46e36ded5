"""The unit registry 单位名录: the city says who the units are, by which keys they sign and to which they are sealed."""
