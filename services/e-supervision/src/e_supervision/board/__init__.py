"""The wall 监察大屏 as figures, rows and cells: taken once for all walls of a process, whoever looks at it."""
