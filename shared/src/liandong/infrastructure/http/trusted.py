"""Whom a service believes when it asks another server over TLS."""

import ssl
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """Read once a process: reading the authorities takes a tenth of a second in which nothing else goes on."""
    return httpx.create_ssl_context()
