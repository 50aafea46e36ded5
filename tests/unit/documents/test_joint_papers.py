"""The papers of a joint approval: one acceptance that lists all shares, a notice to each unit that was asked."""

from liandong.domain.documents.facts import Act, Names, facts_of
from liandong.domain.documents.paper import Heading, Paper, Row, compose
from liandong.domain.documents.trigger import act_for
from liandong.domain.documents.types import BY_KIND, DocumentKind
from liandong.domain.joint.commands import AcceptJoint
from liandong.domain.joint.decide import decide
from liandong.domain.joint.evolve import evolve
from liandong.domain.joint.state import Joint
from tests.unit.case.samples import MONDAY, on
from tests.unit.joint.samples import LEAD, RECEIVE

NAMES = Names(
    units={"610100": "西安市政务服务中心", "610113": "雁塔区政务服务中心"},
    items={"ZG-001": "建设用地规划许可证核发"},
)


def paper(kind: DocumentKind, sequence: int | None = None) -> Paper:
    told: list[Act] = []
    joint: Joint | None = None
    for command in (RECEIVE, AcceptJoint()):
        for event in decide(joint, command, on(MONDAY, by=LEAD)):
            joint = evolve(joint, event)
            told.append(Act(sequence=len(told) + 1, event=event, after=joint, received_on=MONDAY))
    sort = BY_KIND[kind]
    act = act_for(sort, told, sequence)
    heading = Heading(issuer="西安市政务服务中心", number="1号", issued_on=MONDAY, code="610100 1号")
    return compose(sort, act, facts_of(act, NAMES), NAMES, heading)


def test_a_joint_acceptance_lists_every_share_and_who_handles_it() -> None:
    table = paper(DocumentKind.ACCEPTANCE_NOTICE).table
    assert table is not None
    assert (table.heading, table.columns) == ("联合办理的事项", ("事项名称", "承办单位"))
    assert table.lines == (
        Row(label="建设用地规划许可证核发", value="西安市政务服务中心"),
        Row(label="SW-001", value="雁塔区政务服务中心"),
    )


def test_each_unit_is_told_what_it_is_asked_for_and_by_when() -> None:
    notice = paper(DocumentKind.LINK_NOTICE, sequence=4)
    assert notice.addressee == "雁塔区政务服务中心"
    assert notice.body[0].startswith(
        "张三提出的“立项用地规划许可阶段”联合审批申请（主件编号610100-J261123-00001）已于2026年11月23日统一受理。"
    )
    rows = {row.label: row.value for row in notice.rows}
    assert (rows["转办编号"], rows["承办事项"], rows["项目名称"]) == ("610100-J261123-00001-2", "SW-001", "某某产业园")
    assert notice.basis == "《中华人民共和国行政许可法》第二十六条第二款"
    assert paper(DocumentKind.LINK_NOTICE, sequence=3).addressee == "西安市政务服务中心"
