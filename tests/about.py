"""One test of many alike: what is wrong is told with the name of the one it is wrong with."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def about(subject: object) -> Iterator[None]:
    """A test for each of thousands costs more than what it tests."""
    try:
        yield
    except BaseException as fault:
        fault.add_note(f"about {subject}")
        raise
