"""Which journalled act a document is about."""

from collections.abc import Sequence

from liandong.domain.documents.facts import Act
from liandong.domain.documents.types import DocumentType
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def calls_for(kind: DocumentType, event: Event) -> bool:
    """Whether a document of this type is issued on this act."""
    if event.KIND not in kind.triggers:
        return False
    return kind.only is None or getattr(event, kind.only[0]) == kind.only[1]


def act_for(kind: DocumentType, acts: Sequence[Act], sequence: int | None = None) -> Act:
    """The last act that calls for the type, or the one at this place in the history. Raises Refused."""
    calling = [act for act in acts if calls_for(kind, act.event) and sequence in (None, act.sequence)]
    if not calling:
        where = "没有" if sequence is None else f"第{sequence}项经过不是"
        raise Refused(
            "document.no-act",
            f"此件{where}“{kind.act}”，不能开具“{kind.title}”；请先办理，或者按经过的序号选择",
        )
    return calling[-1]
