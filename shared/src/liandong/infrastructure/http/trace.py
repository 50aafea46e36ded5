"""The trace identifier that follows one request through logs, answers and messages (W3C Trace Context)."""

import re
import secrets
from contextvars import ContextVar

_TRACEPARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_TRACE: ContextVar[str | None] = ContextVar("trace", default=None)


def begin_trace(traceparent: str | None) -> str:
    """Take up the caller's trace, or begin one; returns the 32 hexadecimal digits. A malformed header is ignored."""
    known = _TRACEPARENT.fullmatch(traceparent) if traceparent else None
    trace = known[1] if known else secrets.token_hex(16)
    _TRACE.set(trace)
    return trace


def current_trace() -> str:
    """The trace of the request being answered; a fresh one outside of any."""
    return _TRACE.get() or begin_trace(None)


def traceparent() -> str:
    """The header value to send onwards: the current trace with a span of its own."""
    return f"00-{current_trace()}-{secrets.token_hex(8)}-01"


def find_trace() -> str | None:
    """The current trace, if there is one."""
    return _TRACE.get()
