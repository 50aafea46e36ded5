"""A guide as Markdown: in full, and as the one page that is handed over once (一次性告知单)."""

from collections.abc import Iterable, Iterator

from liandong.domain.catalogue.guide import Guide


def guide_text(guide: Guide) -> str:
    """The whole guide 办事指南."""
    return _joined(_guide_lines(guide))


def notice_text(guide: Guide) -> str:
    """一次性告知单: what to bring, how long it takes, what it costs, where to turn to; on one page."""
    return _joined(_notice_lines(guide))


def _guide_lines(guide: Guide) -> Iterator[str]:
    yield f"# {_plain(guide.name)} 办事指南"
    yield ""
    yield from _facts(guide)
    yield from _section("设定依据", guide.legal_basis)
    yield from _section("受理条件", guide.conditions)
    yield from _section("前置事项", guide.prerequisites)
    yield from _materials(guide)
    yield from _section(
        "办理时限",
        (
            f"法定时限：{guide.statutory_limit}",
            f"承诺时限：{guide.promised_limit}",
            *(f"时限依据：{basis}" for basis in guide.limit_basis),
        ),
    )
    if guide.steps:
        rows = ((str(place), step.name, step.post, step.limit) for place, step in enumerate(guide.steps, start=1))
        yield from _table("办理流程", ("序号", "环节", "责任岗位", "时限"), rows)
    yield from _fees(guide)
    yield from _section("办理结果", guide.outputs)
    yield from _section("申请人权利", guide.rights)
    yield from _section("投诉和救济", guide.complaints)
    yield ""
    yield f"目录版本 {_plain(guide.edition)}，内容校验值 {guide.hash[:16]}"


def _notice_lines(guide: Guide) -> Iterator[str]:
    yield f"# {_plain(guide.name)} 一次性告知单"
    yield ""
    yield from _facts(guide)
    yield from _materials(guide)
    yield from _fees(guide)
    yield ""
    yield f"**承诺时限** {guide.promised_limit}（法定时限 {guide.statutory_limit}）"
    yield from _section("投诉和救济", guide.complaints)


def _facts(guide: Guide) -> Iterator[str]:
    yield f"- 事项编码：{_plain(guide.item)}"
    if guide.place is not None:
        yield f"- 办理单位：{_plain(guide.place)}"
    yield f"- 主管部门：{_plain(guide.department)}"
    yield f"- 办件类型：{guide.kind}"
    yield f"- 办理层级：{_plain('、'.join(guide.handled_at))}"
    if guide.decided_by is not None:
        yield f"- 决定层级：{guide.decided_by}"
    yield f"- 办理方式：{guide.online}"


def _materials(guide: Guide) -> Iterator[str]:
    if not guide.materials:
        yield from _section("申请材料", ("不需要提交材料",))
        return
    rows = (
        (str(place), material.name, material.need, material.note or "")
        for place, material in enumerate(guide.materials, start=1)
    )
    yield from _table("申请材料", ("序号", "材料", "要求", "说明"), rows)


def _fees(guide: Guide) -> Iterator[str]:
    if not guide.fees:
        yield from _section("收费", ("不收费",))
        return
    rows = ((fee.name, fee.amount, fee.basis or "") for fee in guide.fees)
    yield from _table("收费", ("项目", "标准", "依据"), rows)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with a list; nothing at all if the list is empty."""
    listed = [f"- {_plain(line)}" for line in lines]
    if listed:
        yield from ("", f"## {title}", "", *listed)


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from ("", f"## {title}", "", _row(heads), "|" + "---|" * len(heads))
    yield from (_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    """A text of the catalogue within one line of Markdown: nothing in it is taken for markup."""
    one_line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in one_line)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
