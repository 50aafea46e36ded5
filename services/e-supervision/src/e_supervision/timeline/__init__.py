"""The timeline 时间线 of one supervised matter: what its unit has said happened, folded in order, and nothing else."""

from e_supervision.timeline.fold import advance, evolve
from e_supervision.timeline.state import (
    FINAL,
    RECOUNTED,
    Act,
    BySilence,
    Extended,
    Heard,
    Link,
    Owed,
    Paused,
    Round,
    SharePaused,
    SilenceGround,
    Standing,
    Step,
    Timeline,
    is_matter,
)

__all__ = [
    "FINAL",
    "RECOUNTED",
    "Act",
    "BySilence",
    "Extended",
    "Heard",
    "Link",
    "Owed",
    "Paused",
    "Round",
    "SharePaused",
    "SilenceGround",
    "Standing",
    "Step",
    "Timeline",
    "advance",
    "evolve",
    "is_matter",
]
