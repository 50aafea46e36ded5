"""Operators manage the accounts of their unit: list, add, change, disable, set a password."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from liandong.application.desk import Desk
from liandong.application.handler import StaleVersion
from liandong.application.permissions import Permitted
from liandong.application.sign_in import Password, Staff, Username, identity_of
from liandong.domain.identifiers import id_card, uscc
from liandong.domain.powers.actions import Action
from liandong.events.case_words import ApplicantKind
from liandong.infrastructure.clock import real_now
from liandong.infrastructure.http.cursor import Cursor, Page
from liandong.infrastructure.http.etag import IfMatch, answer
from liandong.infrastructure.http.fields import Code, Filter, In, Number, Out
from liandong.infrastructure.http.problem import problem
from liandong.infrastructure.http.router import Router
from liandong.infrastructure.identity.accounts import Account, Change
from liandong.terms.codes import ItemCode, StaffId, UnitCode
from liandong.terms.legal_time import legal_day
from liandong.terms.principal import Principal
from liandong.terms.roles import Role

router = Router(prefix="/v1/units/{unit}/accounts", tags=["账号管理"])

OWN = "applicant:"
BY_STAFF = Cursor("accounts.by-staff", str)
Operator = Annotated[Principal, Permitted(Action.ACCOUNTS_MANAGE)]
StaffPath = Annotated[Staff, Path(description="工号")]
Roles = Annotated[frozenset[Role], Field(min_length=1, max_length=len(Role), examples=[["clerk"]])]
Relation = Annotated[str, Field(pattern=r"^[a-z]+:[^\s:]{1,100}$", examples=["department:住建"])]
Relations = Annotated[frozenset[Relation], Field(max_length=50)]
Items = Annotated[frozenset[Code], Field(max_length=2000)]


class AppliesAsIn(In):
    """As whom the holder may himself apply: his own number, or that of what he owns or speaks for."""

    kind: ApplicantKind
    id_number: Number


AppliesAs = Annotated[tuple[AppliesAsIn, ...], Field(max_length=20)]


class AccountIn(In):
    """A new account; without `items` it is not restricted to certain items.

    Of `applies_as` only pseudonyms are kept, as relations: what is applied for under them is not his to handle.
    """

    username: Username
    password: Password
    roles: Roles
    relations: Relations = frozenset()
    applies_as: AppliesAs = ()
    items: Items | None = None


class AccountChangeIn(In):
    """What is to change; what is left out stays. `items: null` takes the restriction to certain items away.

    `applies_as` takes the place of all that was said of it before.
    """

    password: Password | None = None
    roles: Roles | None = None
    relations: Relations | None = None
    applies_as: AppliesAs | None = None
    items: Items | None = None
    disabled: bool | None = None


class AccountOut(Out):
    unit: str
    staff: str
    username: str
    roles: list[Role]
    relations: list[str]
    items: list[str] | None
    disabled: bool
    version: int


class AccountFilter(Filter):
    """Accounts in order of staff number."""


@router.get("", operation_id="listAccounts", summary="列出本单位账号")
async def list_accounts(
    principal: Operator, request: Request, query: Annotated[AccountFilter, Query()]
) -> Page[AccountOut]:
    after = BY_STAFF.read(query.cursor)
    accounts = await identity_of(request).accounts.listed(
        principal.unit, after=StaffId(after[0]) if after else None, limit=query.limit + 1
    )
    shown = [_shown(account) for account in accounts[: query.limit]]
    return Page(items=shown, next=BY_STAFF.write(shown[-1].staff) if len(accounts) > query.limit else None)


@router.get("/{staff}", operation_id="getAccount", summary="查看账号", response_model=AccountOut)
async def get_account(principal: Operator, request: Request, staff: StaffPath) -> Response:
    return _answer(await identity_of(request).accounts.get(principal.unit, StaffId(staff)))


@router.put(
    "/{staff}",
    operation_id="addAccount",
    summary="新增账号",
    status_code=201,
    response_model=AccountOut,
    responses={409: problem("该工号或用户名已有账号")},
)
async def add_account(principal: Operator, request: Request, staff: StaffPath, body: AccountIn) -> Response:
    added = await identity_of(request).accounts.add(
        Principal(
            id=StaffId(staff),
            unit=principal.unit,
            roles=body.roles,
            relations=body.relations | await _own(request, principal.unit, body.applies_as),
            items=None if body.items is None else frozenset(map(ItemCode, body.items)),
        ),
        body.username,
        body.password,
        at=real_now(),
    )
    return _answer(added, status=201)


@router.patch("/{staff}", operation_id="changeAccount", summary="更改、停用账号或重设密码", response_model=AccountOut)
async def change_account(
    principal: Operator,
    request: Request,
    staff: StaffPath,
    expects: Annotated[int, IfMatch],
    body: AccountChangeIn,
) -> Response:
    accounts = identity_of(request).accounts
    account = await accounts.get(principal.unit, StaffId(staff))
    if account.version != expects:
        raise StaleVersion(account.version)
    own = None if body.applies_as is None else await _own(request, principal.unit, body.applies_as)
    changed = await accounts.change(account, _change(account, body, own), by=principal, at=real_now())
    if changed is None:
        raise StaleVersion((await accounts.get(principal.unit, StaffId(staff))).version)
    return _answer(changed)


async def _own(request: Request, unit: UnitCode, applies_as: AppliesAs) -> frozenset[str]:
    """The relations to his own applications. Raises Refused for a wrong number, or while the unit lacks the key."""
    if not applies_as:
        return frozenset()
    for one in applies_as:
        if one.kind is ApplicantKind.PERSON:
            id_card(one.id_number, legal_day(real_now()))
        else:
            uscc(one.id_number)
    desk: Desk = request.app.state.desk
    key = await desk.pseudonyms.key_for(unit)
    return frozenset(f"{OWN}{key.of(one.kind, one.id_number)}" for one in applies_as)


def _change(account: Account, body: AccountChangeIn, own: frozenset[str] | None) -> Change:
    was = account.principal
    relations = was.relations if body.relations is None else body.relations
    if own is not None:
        relations = frozenset(one for one in relations if not one.startswith(OWN)) | own
    items = None if body.items is None else frozenset(map(ItemCode, body.items))
    return Change(
        principal=Principal(
            id=was.id,
            unit=was.unit,
            roles=was.roles if body.roles is None else body.roles,
            relations=relations,
            items=items if "items" in body.model_fields_set else was.items,
        ),
        disabled=account.disabled if body.disabled is None else body.disabled,
        password=body.password,
    )


def _shown(account: Account) -> AccountOut:
    who = account.principal
    return AccountOut(
        unit=who.unit,
        staff=who.id,
        username=account.username,
        roles=sorted(who.roles),
        relations=sorted(who.relations),
        items=None if who.items is None else sorted(who.items),
        disabled=account.disabled,
        version=account.version,
    )


def _answer(account: Account, *, status: int = 200) -> Response:
    shown: dict[str, Any] = _shown(account).model_dump(mode="json")
    return answer(shown, version=account.version, status=status)
