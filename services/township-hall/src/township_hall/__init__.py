"""A township hall 镇街便民服务中心 with its village points."""
