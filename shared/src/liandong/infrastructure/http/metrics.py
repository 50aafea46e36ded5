"""Counts and times every request by operation, for Prometheus."""

from collections.abc import Mapping
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds."""


class Meter:
    """One per app. Other parts add their own collectors to `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._requests = Counter(
            "liandong_http_requests", "Requests answered", ("operation", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "liandong_http_request_seconds",
            "Seconds until answered",
            ("operation",),
            buckets=BUCKETS,
            registry=self.registry,
        )

    def count(self, scope: Mapping[str, Any], status: int, seconds: float) -> None:
        """One request answered; the operation is the route's operation id, never a path with numbers in it."""
        operation = getattr(scope.get("route"), "operation_id", None) or "none"
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def show(self) -> bytes:
        """The Prometheus text exposition."""
        return generate_latest(self.registry)
