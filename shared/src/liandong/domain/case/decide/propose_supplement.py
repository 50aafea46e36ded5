"""提请补正: a share needs more materials; the lead asks the applicant for all shares in one list (D.5.6)."""

from liandong.domain.case.rules.shares import is_a_share, lines_are_of_the_stage
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.share_commands import ProposeSupplement
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.events.case_clock import CaseSupplementProposed
from liandong.events.link import LinkSupplementProposed
from liandong.events.said import Event


def propose_supplement(case: Case | None, command: ProposeSupplement, given: Circumstances) -> list[Event]:
    """CaseSupplementProposed, and LinkSupplementProposed to the lead; the clock runs on. Raises Refused."""
    case = case_allows(case, Verb.PROPOSE_SUPPLEMENT)
    lead = is_a_share(case)
    lines_are_of_the_stage(case, command.lines)
    return [
        CaseSupplementProposed(case=case.id, lines=command.lines, new_material=command.new_material, text=command.text),
        LinkSupplementProposed(
            dest=lead.unit,
            link=lead.link,
            lines=command.lines,
            new_material=command.new_material,
            text=command.text,
        ),
    ]
