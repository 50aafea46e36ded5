"""What a unit knows of the files that materials name, as a decision is told it; and the rule for naming them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liandong.events.case import SubmittedMaterial
from liandong.terms.codes import CaseId, Digest, JointId, Pseudonym
from liandong.terms.refusal import Nature, Pointer, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """A file kept at this unit: for whom it was handed in, and who of them agree to further use.

    `used_in` are the cases and joint masters of the one applicant asked about that name it already.
    """

    digest: Digest
    holders: frozenset[Pseudonym]
    consents: frozenset[Pseudonym]
    used_in: frozenset[CaseId | JointId]


def files_are_the_applicants(
    materials: Sequence[SubmittedMaterial],
    applicant: Pseudonym,
    number: CaseId | JointId,
    files: Iterable[KnownFile],
) -> None:
    """Materials name only files handed in for this applicant; a second case needs his consent (个人信息保护法 13)."""
    known = {file.digest: file for file in files}
    named = [(place, known.get(each.digest)) for place, each in enumerate(materials) if each.digest is not None]
    _must_be_none(
        [place for place, file in named if file is None],
        "case.file-unknown",
        "所列文件尚未上传到本单位，请先上传文件，再填写其摘要值",
        "没有这个文件",
    )
    held = [(place, file) for place, file in named if file is not None]
    _must_be_none(
        [place for place, file in held if applicant not in file.holders],
        "case.file-of-another",
        "所列文件不是为本申请人上传的，不得用于其他人的办件，请由本申请人提交后重新上传",
        "不是本申请人的文件",
        basis="个人信息保护法 13",
    )
    _must_be_none(
        [place for place, file in held if file.used_in - {number} and applicant not in file.consents],
        "case.file-reuse-without-consent",
        "所列文件已用于本申请人的其他办件，请先登记其同意复用，或者重新收取材料",
        "申请人尚未同意复用",
        basis="个人信息保护法 13",
    )


def _must_be_none(places: list[int], code: str, sentence: str, detail: str, *, basis: str | None = None) -> None:
    if places:
        errors = tuple(Pointer(pointer=f"/materials/{place}/digest", detail=detail) for place in places)
        raise Refused(code, sentence, basis=basis, nature=Nature.INVALID, errors=errors)
