"""The rules for letters of authorisation and absences."""

from collections.abc import Iterable

from liandong.domain.circumstances import Circumstances
from liandong.domain.powers.letters.commands import GrantLetter, RegisterAbsence
from liandong.domain.powers.letters.state import Absence, Letter
from liandong.events.authority import LetterPost
from liandong.terms.codes import StaffId
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Pointer, Refused
from liandong.terms.roles import Role

LETTERS = "部门授权书制度"
POSTS = "AB岗制度"


def letter_there(letter: Letter | None) -> Letter:
    if letter is None:
        raise Refused("letter.not-found", "本单位没有这一编号的授权书，请核对编号", nature=Nature.NOT_FOUND)
    return letter


def signer_is_no_holder(command: GrantLetter, signer: Principal) -> None:
    if command.holder == signer.id:
        raise Refused(
            "letter.own", "不得给自己签发授权书；主要领导依职权办理，不需授权书", basis=LETTERS, nature=Nature.FORBIDDEN
        )


def department_is_the_signers(departments: Iterable[str], signer: Principal) -> None:
    """Whoever heads certain departments signs for these; only who is bound to none signs for the whole unit."""
    his = {relation.removeprefix("department:") for relation in signer.relations if relation.startswith("department:")}
    wanted = tuple(departments)
    if not his or (wanted and his.issuperset(wanted)):
        return
    strange = "、".join(one for one in wanted if one not in his) or "整个单位"
    raise Refused(
        "letter.other-department",
        f"只能签发、收回本部门的授权书，{strange}不在您的职责内，请由其主要领导办理",
        basis=LETTERS,
        nature=Nature.FORBIDDEN,
    )


def letter_says_what_it_allows(command: GrantLetter) -> None:
    if not command.acts:
        raise _invalid("letter.without-acts", "授权书应当写明授权办理的事务，请至少选择一项", "/acts", "请选择")


def term_is_possible(command: GrantLetter, given: Circumstances) -> None:
    if command.valid_until < command.valid_from:
        raise _invalid("letter.term", "授权期限的终止日不得早于起始日，请核对", "/valid_until", "早于起始日")
    if command.valid_until < given.today:
        raise _invalid(
            "letter.expired", "授权期限已经届满，登记后不起作用；请签发新的授权书", "/valid_until", "已经过去"
        )


def post_and_first_agree(command: GrantLetter) -> None:
    """B岗 names the A he stands in for, A岗 nobody."""
    if (command.post is LetterPost.B) is (command.deputy_of is not None) and command.deputy_of != command.holder:
        return
    raise _invalid(
        "letter.post",
        "B岗授权书应当写明所代的A岗人员（不能是本人），A岗授权书不写",
        "/deputy_of",
        "请核对",
        basis=POSTS,
    )


def items_are_of_the_catalogue(command: GrantLetter) -> None:
    errors = tuple(
        Pointer(pointer=f"/items/{place}", detail="不在现行事项目录内")
        for place, item in enumerate(command.items)
        if item not in command.known_items
    )
    if errors:
        raise Refused(
            "letter.unknown-item",
            "授权书中有事项不在现行事项目录内，请按目录核对事项编码",
            basis=LETTERS,
            nature=Nature.INVALID,
            errors=errors,
        )


def letter_still_holds(letter: Letter) -> None:
    if letter.revoked_on is not None:
        raise Refused("letter.revoked-already", f"该授权书已于{letter.revoked_on}收回，不需再办")


def absence_is_his_or_the_heads(staff: StaffId, by: Principal) -> None:
    """Nobody makes himself the B who acts by sending his A away."""
    if staff != by.id and not by.has(Role.HEAD):
        raise Refused(
            "absence.of-another",
            "离岗、返岗由本人或者部门主要领导登记，请由其办理",
            basis=POSTS,
            nature=Nature.FORBIDDEN,
        )


def absence_lies_ahead(command: RegisterAbsence, given: Circumstances) -> None:
    if command.first < given.today:
        raise _invalid(
            "absence.backdated", f"离岗不得补登，请从{given.today}或者以后起算", "/first", "已经过去", basis=POSTS
        )
    if command.last < command.first:
        raise _invalid("absence.term", "返岗前一日不得早于离岗日，请核对", "/last", "早于离岗日")


def absence_there(absence: Absence | None) -> Absence:
    if absence is None:
        raise Refused("absence.not-found", "本单位没有这一离岗登记，请核对编号", nature=Nature.NOT_FOUND)
    return absence


def absence_lasts(absence: Absence, given: Circumstances) -> None:
    if absence.ended_on is not None or absence.last < given.today:
        raise Refused("absence.over", f"该离岗已于{absence.ended_on or absence.last}结束，不需再办")


def _invalid(code: str, sentence: str, pointer: str, detail: str, *, basis: str = LETTERS) -> Refused:
    return Refused(
        code, sentence, basis=basis, nature=Nature.INVALID, errors=(Pointer(pointer=pointer, detail=detail),)
    )
