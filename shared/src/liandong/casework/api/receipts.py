"""回执: what the applicant can keep and check for ever about an act of his own. Names nobody."""

from base64 import b64encode
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Depends, Path

from liandong.application.desk import Desk, desk_of
from liandong.application.permissions import Permitted
from liandong.casework.queries import get_history
from liandong.casework.repositories import CASES
from liandong.domain.documents.receipts import act_is_the_applicants
from liandong.domain.powers.actions import Action
from liandong.infrastructure.http import Out, Router
from liandong.infrastructure.http.fields import Code
from liandong.terms.codes import CaseId
from liandong.terms.principal import Principal
from liandong.terms.refusal import Nature, Refused
from liandong.wire.statements import mark_of, receipt_statement, words_to_sign

router = Router(prefix="/v1/units/{unit}/cases/{case}", tags=["查询办件"])


class ReceiptOut(Out):
    """A signed receipt: `signature` (base64, Ed25519) over `mark`, a NUL and the statement's canonical JSON."""

    mark: str
    statement: dict[str, Any]
    signature: str


@router.get("/receipts/{sequence}", operation_id="getReceipt", summary="申请人行为回执")
async def get_receipt(
    principal: Annotated[Principal, Permitted(Action.CASE_READ)],
    case: Annotated[Code, Path(description="办件编号", examples=["610113-261123-00001"])],
    sequence: Annotated[int, Path(ge=1, le=1_000_000, description="办件经过的序号", examples=[1])],
    desk: Annotated[Desk, Depends(desk_of)],
) -> ReceiptOut:
    """The unit's word that it recorded this act: where it stands in the journal and by which hash; always the same."""
    entries = await get_history(desk.pool, CASES, principal.unit, case)
    if sequence > len(entries):
        raise Refused("receipt.no-such-act", "办件没有这一项经过，请核对序号", nature=Nature.NOT_FOUND)
    entry = entries[sequence - 1]
    act_is_the_applicants(entry.kind, sequence)
    statement = receipt_statement(CaseId(case), entry)
    signature = desk.keys[principal.unit].sign(words_to_sign(statement))
    return ReceiptOut(mark=mark_of(statement), statement=asdict(statement), signature=b64encode(signature).decode())
