"""Ports: the usual one if it is free, otherwise any free one."""

import socket


def free_port(wanted: int | None = None, host: str = "127.0.0.1") -> int:
    """`wanted` if nobody listens there, else a port the system chose."""
    if wanted is not None and _free(wanted, host):
        return wanted
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def _free(port: int, host: str) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
