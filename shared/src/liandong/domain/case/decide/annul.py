"""注销: a permit no longer in force is struck off."""

from liandong.domain.case.ending_commands import Annul
from liandong.domain.case.rules.ending import paper_is_numbered, something_was_granted
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_ending import CaseAnnulled
from liandong.events.said import Event


def annul(case: Case | None, command: Annul, given: Circumstances) -> list[Event]:
    """CaseAnnulled. Raises Refused."""
    case = case_allows(case, Verb.ANNUL)
    something_was_granted(case)
    paper_is_numbered(command.document)
    reason_is_given(command.text, "注销应当说明理由，并告知被许可人", basis="行政许可法 70")
    return [
        CaseAnnulled(
            case=case.id,
            ground=command.ground,
            annulled_on=given.today,
            by=given.by.id,
            document=command.document,
            text=command.text,
        )
    ]
