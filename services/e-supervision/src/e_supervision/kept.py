"""What supervision keeps: what it heard and how it judged; no stream of its own."""

from liandong.application.kept import Kept

KEPT = Kept(name="e-supervision", module="e_supervision", schema=("e_supervision",))
