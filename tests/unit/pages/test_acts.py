"""Every act a person may do has its form, and every choice of it its word."""

import pytest
from tests.unit.case.samples import WHOLE_LIFE, somebody
from tests.unit.case.samples import done as case_done
from tests.unit.case.test_silence import agreed
from tests.unit.joint.samples import LEAD, RECEIVE, WITHDRAW, done

from liandong.application.pages.rendering import KIT, environment
from liandong.application.pages.typed import Typed
from liandong.casework.pages.act import Act
from liandong.casework.pages.acts import ACTS, open_to
from liandong.casework.pages.body import body_of
from liandong.casework.pages.joint_acts import ACTS as JOINT_ACTS
from liandong.casework.pages.joint_acts import open_to as open_to_joint
from liandong.casework.pages.kept import Kept
from liandong.casework.pages.sorts import Sort
from liandong.domain.case.rules.powers import ACTION_OF
from liandong.domain.case.status import ALLOWED, Status, Verb
from liandong.domain.case.turn import CARRIES_ON, in_order
from liandong.domain.joint.commands import AcceptJoint
from liandong.domain.joint.status import JointVerb
from liandong.infrastructure.http import In


def model_of(act: Act) -> type[In]:
    assert act.model is not None
    return act.model


def test_every_act_of_a_person_has_a_form() -> None:
    assert set(ACTS) == set(ACTION_OF)


def test_a_whole_that_is_being_withdrawn_is_offered_no_further_share_but_to_go_on() -> None:
    accepted = done(RECEIVE, AcceptJoint())
    only_then = {JointVerb.ADD_SHARE, JointVerb.RETRACT_WITHDRAWAL}

    assert only_then & set(open_to_joint(LEAD, accepted)) == {JointVerb.ADD_SHARE}
    assert only_then & set(open_to_joint(LEAD, done(WITHDRAW, joint=accepted))) == {JointVerb.RETRACT_WITHDRAWAL}


def test_a_form_asks_what_the_api_asks() -> None:
    asked = {field.name: (field.sort, field.required) for field in ACTS[Verb.DECIDE].fields}

    assert asked == {
        "outcome": (Sort.CHOICE, True),
        "document": (Sort.LINE, True),
        "ground": (Sort.CHOICE, False),
        "text": (Sort.LINES, False),
        "remedy": (Sort.LINES, False),
        "conditions": (Sort.LIST, False),
        "urgent": (Sort.TICK, False),
    }


def test_what_was_typed_becomes_the_body_of_the_request() -> None:
    typed = Typed(
        [
            ("outcome", "approved"),
            ("document", " 市审批〔2026〕12号 "),
            ("conditions", "一\r\n\r\n 二 "),
            ("ground", ""),
        ]
    )

    assert body_of(typed, model_of(ACTS[Verb.DECIDE])) == {
        "outcome": "approved",
        "document": "市审批〔2026〕12号",
        "conditions": ["一", "二"],
        "urgent": False,
    }


@pytest.mark.parametrize("verb", [Verb.SUPPLEMENT, Verb.REQUEST_CORRECTION])
def test_ticked_materials_are_sent_by_their_codes(verb: Verb) -> None:
    name = "materials" if verb is Verb.SUPPLEMENT else "lines"
    body = body_of(Typed([(name, "M1"), (name, "M3")]), model_of(ACTS[verb]))

    assert body[name] == ([{"code": "M1"}, {"code": "M3"}] if verb is Verb.SUPPLEMENT else ["M1", "M3"])


def test_a_yes_or_no_left_open_is_asked_for_again() -> None:
    assert "agreed" not in body_of(Typed([]), model_of(ACTS[Verb.REVIEW_DRAFT]))


def test_how_many_attended_is_sent_as_a_number() -> None:
    model = model_of(ACTS[Verb.HOLD_HEARING])
    typed = [("minutes", "听证〔2026〕1号"), ("applicant_attended", "yes"), ("interested_attended", "2")]
    body = body_of(Typed(typed), model)

    assert (body["interested_attended"], body["applicant_attended"]) == (2, True)
    assert model.model_validate(body)


def test_a_file_that_is_kept_is_handed_in_ticked_or_not() -> None:
    kept = {"M2": Kept(digest="a" * 64, name="图.pdf")}
    body = body_of(Typed([("materials", "M1")]), model_of(ACTS[Verb.SUPPLEMENT]), kept=kept)

    assert body["materials"] == [{"code": "M1"}, {"code": "M2", "digest": "a" * 64}]


@pytest.mark.parametrize(("typed", "ticked"), [((), True), ([("_key", "k")], False), ([("public", "yes")], True)])
def test_a_hearing_is_public_unless_somebody_says_otherwise(typed: list[tuple[str, str]], ticked: bool) -> None:
    public = next(field for field in ACTS[Verb.SET_HEARING].fields if field.name == "public")
    fields = environment((KIT, "liandong.casework.pages"), "zh-CN").get_template("acts.html")
    shown = str(fields.module.field(public, Typed(typed), (), [], {}))  # type: ignore[attr-defined]

    assert ("checked" in shown) is ticked


def test_of_which_share_an_act_is_nobody_is_asked_to_type() -> None:
    act = JOINT_ACTS[JointVerb.ASK_WITHDRAWAL]

    assert [field.name for field in act.fields] == ["text"]
    assert body_of(Typed([("link", "610100-J261123-00001-1")]), model_of(act)) == {"link": "610100-J261123-00001-1"}


@pytest.mark.parametrize("status", CARRIES_ON)
def test_what_carries_a_case_on_is_allowed_and_comes_first(status: Status) -> None:
    verbs = CARRIES_ON[status]

    assert set(verbs) <= ALLOWED[status]
    assert in_order(status, frozenset(Verb))[: len(verbs)] == list(verbs)


def test_a_late_opinion_is_offered_only_on_what_silence_decided() -> None:
    assert Verb.ATTACH_LATE_OPINION in open_to(somebody(), agreed())
    assert Verb.ATTACH_LATE_OPINION not in open_to(somebody(), case_done(*WHOLE_LIFE))
