"""报批: the examined case is handed up to the tier that decides."""

from liandong.domain.case.commands import Forward
from liandong.domain.case.competence import next_above
from liandong.domain.case.limits import acknowledgement_due
from liandong.domain.case.rules.hearing import hearing_is_over_before_the_decision
from liandong.domain.case.rules.powers import under_what
from liandong.domain.case.rules.review import decided_above
from liandong.domain.case.rules.table import case_allows
from liandong.domain.case.rules.text import reason_is_given
from liandong.domain.case.state import Case
from liandong.domain.case.status import Verb
from liandong.domain.circumstances import Circumstances
from liandong.domain.numbers import link_number
from liandong.events.case import CaseForwarded
from liandong.events.link import LinkForwarded
from liandong.events.said import Event
from liandong.terms.refusal import Refused


def forward(case: Case | None, command: Forward, given: Circumstances) -> list[Event]:
    """LinkForwarded to the next unit above with a part in the item, and CaseForwarded. Raises Refused."""
    case = case_allows(case, Verb.FORWARD)
    decided_above(case)
    reason_is_given(command.opinion, "上报应当附初步审查意见", basis="行政许可法 35", pointer="/opinion")
    hearing_is_over_before_the_decision(case, given)
    upper = next_above(case.entry, command.above)
    if upper is None:
        raise Refused("case.no-upper-unit", "单位名录中没有可以承接的上级单位，请联系目录管理员核对")
    link = link_number(case.id, case.handovers + 1)
    return [
        LinkForwarded(
            dest=upper.unit,
            link=link,
            case=case.id,
            item=case.entry.item,
            handed_over_on=given.today,
            applicant=case.applicant,
            pseudonym_key=case.pseudonym_key,
            applicant_kind=case.applicant_kind,
            project_code=case.project_code,
            materials=case.materials,
            details=case.details,
            opinion=command.opinion,
        ),
        CaseForwarded(
            case=case.id,
            link=link,
            to=upper.unit,
            handed_over_on=given.today,
            acknowledge_by=acknowledgement_due(given),
            under=under_what(case, command, given),
        ),
    ]
