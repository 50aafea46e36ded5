"""One supplement list in review for all shares; those that asked stand still, the others run on (D.5.6, D.12.9)."""

from dataclasses import replace

import pytest

from liandong.domain.case.clock_commands import Pause
from liandong.domain.case.commands import CaseCommand, Supplement
from liandong.domain.case.decide import decide as decide_case
from liandong.domain.case.share_commands import ProposeSupplement, TakeSupplementAsked, TakeSupplemented
from liandong.domain.case.status import Status
from liandong.domain.joint.commands import AcceptJoint, JointCommand
from liandong.domain.joint.decide import decide
from liandong.domain.joint.intake_commands import SupplementJoint
from liandong.domain.joint.review_commands import AskSupplement, VoidShare
from liandong.domain.joint.state import Joint
from liandong.events.case_clock import CaseMaterialsShared, CasePaused, CaseResumed, PauseGround
from liandong.events.joint_review import JointSupplementAsked, JointSupplementHandedIn
from liandong.events.link import LinkPaused, LinkResumed, LinkSupplementAsked, LinkSupplemented, LinkSupplementProposed
from liandong.terms.refusal import Refused
from tests.unit.case.samples import CITY, DISTRICT, LICENCE, MONDAY, PLAN, on
from tests.unit.case.samples import done as case_done
from tests.unit.case.samples import fold as case_fold
from tests.unit.case.test_linked import OPEN, SHARE
from tests.unit.joint.samples import CITY_LINK, DISTRICT_LINK, LEAD, NUMBER, RECEIVE, answered, done, proposed
from tests.unit.joint.test_joint import TUESDAY, WEDNESDAY

ASK = AskSupplement(text="请补正")
HAND_IN = SupplementJoint(materials=(PLAN,))


def wanting() -> Joint:
    """Accepted, and the district needs a plan."""
    return done(RECEIVE, AcceptJoint(), proposed(DISTRICT_LINK, DISTRICT, "plan"))


def refusal_of(joint: Joint, command: JointCommand) -> str:
    with pytest.raises(Refused) as refused:
        decide(joint, command, on(MONDAY, by=LEAD))
    return refused.value.code


def test_the_lead_asks_once_for_all_and_tells_only_those_that_asked() -> None:
    asked, *told = decide(wanting(), ASK, on(TUESDAY, by=LEAD))
    assert asked == JointSupplementAsked(
        joint=NUMBER, number=1, lines=("plan",), of=(DISTRICT_LINK,), asked_on=TUESDAY, text="请补正"
    )
    assert told == [LinkSupplementAsked(dest=DISTRICT, link=DISTRICT_LINK, lines=("plan",), asked_on=TUESDAY)]


def test_the_same_material_wanted_by_two_units_is_asked_for_once() -> None:
    joint = done(proposed(CITY_LINK, CITY, "plan", "licence"), joint=wanting())
    asked = decide(joint, ASK, on(TUESDAY, by=LEAD))[0]
    assert isinstance(asked, JointSupplementAsked)
    assert asked.lines == ("plan", "licence")


def test_what_is_handed_in_once_goes_to_every_open_share() -> None:
    joint = done(ASK, joint=wanting())
    handed_in, *told = decide(joint, HAND_IN, on(WEDNESDAY, by=LEAD))
    assert handed_in == JointSupplementHandedIn(joint=NUMBER, number=1, materials=(PLAN,), effective_on=WEDNESDAY)
    assert told == [
        LinkSupplemented(dest=CITY, link=CITY_LINK, materials=(PLAN,), effective_on=WEDNESDAY),
        LinkSupplemented(dest=DISTRICT, link=DISTRICT_LINK, materials=(PLAN,), effective_on=WEDNESDAY),
    ]
    one_decided = done(answered(CITY_LINK, CITY), joint=joint)
    assert [event.KIND for event in decide(one_decided, HAND_IN, on(WEDNESDAY, by=LEAD))] == [
        "joint.supplement_handed_in",
        "link.supplemented",
    ]
    assert refusal_of(joint, SupplementJoint(materials=())) == "case.supplement-incomplete"


def test_what_only_a_share_wants_that_is_made_void_or_decided_is_wanted_no_more() -> None:
    both = done(proposed(CITY_LINK, CITY, "licence"), ASK, joint=wanting())
    assert both.supplement_lines == ("licence", "plan")
    without = done(VoidShare(link=DISTRICT_LINK, text="不涉及"), joint=both)
    assert without.supplement_lines == ("licence",)
    assert decide(without, SupplementJoint(materials=(LICENCE,)), on(WEDNESDAY, by=LEAD))[0].KIND == (
        "joint.supplement_handed_in"
    )
    decided = done(answered(CITY_LINK, CITY), joint=without)
    assert decided.supplement_lines == ()
    assert refusal_of(
        done(VoidShare(link=DISTRICT_LINK, text="不涉及"), joint=done(ASK, joint=wanting())), HAND_IN
    ) == ("joint.no-supplement-awaited")


def test_what_two_shares_want_is_wanted_while_one_of_them_is_open() -> None:
    joint = done(proposed(CITY_LINK, CITY, "plan"), ASK, VoidShare(link=DISTRICT_LINK, text="不涉及"), joint=wanting())
    assert joint.supplement_lines == ("plan",)
    assert done(HAND_IN, joint=joint).supplement_lines == ()


def test_a_second_list_is_for_what_new_material_raised_and_for_nothing_else() -> None:
    after = done(ASK, HAND_IN, joint=wanting())
    again = done(proposed(CITY_LINK, CITY, "licence"), joint=after)
    assert refusal_of(again, ASK) == "joint.second-notice"
    raised = done(proposed(DISTRICT_LINK, DISTRICT, "form", new=True), joint=again)
    asked = decide(raised, ASK, on(WEDNESDAY, by=LEAD))[0]
    assert isinstance(asked, JointSupplementAsked)
    assert (asked.number, asked.lines, asked.of) == (2, ("form",), (DISTRICT_LINK,))


def test_the_unit_of_a_share_is_told_that_new_material_raised_the_second_list() -> None:
    after = done(ASK, HAND_IN, joint=wanting())
    raised = done(proposed(DISTRICT_LINK, DISTRICT, "form", new=True), joint=after)
    told = [event for event in decide(raised, ASK, on(WEDNESDAY, by=LEAD)) if isinstance(event, LinkSupplementAsked)]
    assert [(event.link, event.new_material) for event in told] == [(DISTRICT_LINK, True)]
    first = [event for event in decide(wanting(), ASK, on(MONDAY, by=LEAD)) if isinstance(event, LinkSupplementAsked)]
    assert {event.new_material for event in first} == {False}
    once = case_done(ASKED, HANDED_IN, case=SHARE_CASE)
    paused, _ = decide_case(once, replace(ASKED, asked_on=WEDNESDAY, new_material=True), on(WEDNESDAY))
    assert isinstance(paused, CasePaused)
    assert (paused.number, paused.new_material) == (2, True)


def test_nothing_is_asked_without_need_nor_twice_at_a_time() -> None:
    assert refusal_of(done(RECEIVE, AcceptJoint()), ASK) == "joint.nothing-proposed"
    assert refusal_of(done(ASK, joint=wanting()), ASK) == "joint.supplement-under-way"
    assert refusal_of(wanting(), HAND_IN) == "joint.no-supplement-awaited"


SHARE_CASE = case_done(replace(OPEN, askable=("form", "licence", "plan")))
ASKED = TakeSupplementAsked(link=SHARE.link, by=CITY, lines=("plan",), asked_on=MONDAY)
HANDED_IN = TakeSupplemented(link=SHARE.link, by=CITY, materials=(PLAN,), effective_on=WEDNESDAY)


def test_a_share_tells_the_lead_what_it_needs_and_runs_on() -> None:
    noted, told = decide_case(SHARE_CASE, ProposeSupplement(lines=("plan",)), on(MONDAY))
    assert noted.KIND == "case.supplement_proposed"
    assert told == LinkSupplementProposed(dest=CITY, link=SHARE.link, lines=("plan",), new_material=False)
    assert case_fold([noted, told], SHARE_CASE).status is SHARE_CASE.status


def test_a_share_stands_still_from_the_day_the_lead_asked_until_the_lead_was_handed_it() -> None:
    paused, told = decide_case(SHARE_CASE, ASKED, on(TUESDAY))
    assert isinstance(paused, CasePaused)
    assert (paused.ground, paused.paused_on, paused.lines) == (PauseGround.SUPPLEMENT, MONDAY, ("plan",))
    assert told == LinkPaused(dest=CITY, link=SHARE.link, number=1, ground=PauseGround.SUPPLEMENT, paused_on=MONDAY)
    waiting = case_fold([paused, told], SHARE_CASE)
    resumed, told = decide_case(waiting, HANDED_IN, on(WEDNESDAY))
    assert isinstance(resumed, CaseResumed)
    assert told == LinkResumed(dest=CITY, link=SHARE.link, number=1, resumed_on=WEDNESDAY)
    assert (resumed.resumed_on, resumed.materials) == (WEDNESDAY, (PLAN,))
    assert PLAN in case_fold([resumed], waiting).materials


def test_a_share_that_did_not_ask_sees_the_materials_and_runs_on() -> None:
    (shared,) = decide_case(SHARE_CASE, HANDED_IN, on(WEDNESDAY))
    assert shared == CaseMaterialsShared(case=SHARE_CASE.id, materials=(PLAN,))
    after = case_fold([shared], SHARE_CASE)
    assert (PLAN in after.materials, after.status) == (True, SHARE_CASE.status)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Pause(ground=PauseGround.SUPPLEMENT, lines=("form",)), "case.lead-asks"),
        (ProposeSupplement(lines=("of-another-stage",)), "case.unknown-material"),
        (ProposeSupplement(lines=("plan", "plan")), "case.unknown-material"),
        (ProposeSupplement(lines=()), "case.empty-notice"),
        (replace(ASKED, by=DISTRICT), "link.unknown"),
    ],
)
def test_a_share_asks_nothing_of_the_applicant_itself(command: CaseCommand, code: str) -> None:
    with pytest.raises(Refused) as refused:
        decide_case(SHARE_CASE, command, on(MONDAY))
    assert refused.value.code == code


def test_what_is_handed_in_goes_to_the_lead() -> None:
    waiting = case_fold(decide_case(SHARE_CASE, ASKED, on(MONDAY)), SHARE_CASE)
    assert waiting.status is Status.PAUSED
    with pytest.raises(Refused) as refused:
        decide_case(waiting, Supplement(materials=(PLAN,)), on(MONDAY))
    assert refused.value.code == "case.lead-takes-in"
