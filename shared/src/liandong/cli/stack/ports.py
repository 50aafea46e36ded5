"""Ports: the usual one if it is free, otherwise any free one."""

import socket

BACKLOG = 2048


def free_port(wanted: int | None = None, host: str = "127.0.0.1") -> int:
    """`wanted` if nobody listens there, else a port the system chose."""
    if wanted is not None and is_free(wanted, host):
        return wanted
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def listener(wanted: int, host: str = "127.0.0.1") -> socket.socket:
    """A listening socket at `wanted`, or, if somebody has that, at a port the system chose. It is ours from here on."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, wanted))
        made.listen(BACKLOG)
    except OSError:  # two sockets can be bound to a port, but not listen at it
        made.close()
        made = socket.socket()
        made.bind((host, 0))
        made.listen(BACKLOG)
    return made


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
