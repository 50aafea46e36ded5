"""What follows: the rules of the field as pure functions, no input or output."""
