"""撤销: a decision made is taken back."""

from liandong.domain.case.ending_commands import Revoke
from liandong.domain.case.rules.ending import paper_is_numbered, something_was_granted
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseRevoked
from liandong.events.said import Event


def revoke(case: Case | None, command: Revoke, given: Circumstances) -> list[Event]:
    """CaseRevoked. Raises Refused."""
    case = case_allows(case, Verb.REVOKE)
    something_was_granted(case)
    paper_is_numbered(command.document)
    reason_is_given(command.text, "撤销应当说明理由，并告知被许可人", basis="行政许可法 69")
    return [
        CaseRevoked(
            case=case.id,
            ground=command.ground,
            revoked_on=given.today,
            by=given.by.id,
            document=command.document,
            text=command.text,
        )
    ]
