"""What somebody typed into a form: text by the name of its field, and files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from liandong.infrastructure.http.body import is_storable, storable
from liandong.infrastructure.http.problem import EdgeRefusal

MOST_FIELDS = 2_000
MOST_FILES = 250
"""A browser sends a part for every place for a file, the empty ones too; there is one for each material."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form in their order. A name may come more than once; names beginning with _ are the page's.

    `mended` names the fields from which characters that cannot be kept were taken out: whoever typed it is to look.
    """

    fields: Sequence[tuple[str, str]] = ()
    files: Mapping[str, UploadFile] = field(default_factory=dict)
    mended: Collection[str] = ()

    def one(self, name: str) -> str | None:
        """The last text under this name, without blanks around it; None if there is none, or it is empty."""
        return next((text.strip() for known, text in reversed(self.fields) if known == name and text.strip()), None)

    def all(self, name: str) -> list[str]:
        """Every text under this name that is not empty."""
        return [text.strip() for known, text in self.fields if known == name and text.strip()]

    def has(self, name: str) -> bool:
        return any(known == name for known, _ in self.fields)


NOTHING_TYPED = Typed()


async def read_typed(request: Request) -> Typed:
    """The form of the request, plain or with files. Raises EdgeRefusal 422 for what cannot be read."""
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except HTTPException as fault:
        if fault.status_code == 413:
            raise
        raise EdgeRefusal(422, "request.unreadable-form", "表单内容无法读取，请刷新页面后重新提交") from fault
    request.state.form = form
    sent = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    files = {name: each for name, each in form.items() if isinstance(each, UploadFile) and each.filename}
    if not all(map(is_storable, (*(name for name, _ in sent), *files))):
        raise EdgeRefusal(422, "request.unreadable-form", "表单内容无法读取，请刷新页面后重新提交")
    fields = [(name, storable(text)) for name, text in sent]
    return Typed(fields, files, {name for name, text in sent if not is_storable(text)})


def typed_of(request: Request) -> Typed:
    """What the permission of the page has read; nothing for a page that was only looked at."""
    typed: Typed = getattr(request.state, "typed", NOTHING_TYPED)
    return typed


async def let_go(request: Request) -> None:
    """Closes the files that came with the form, when the answer is made."""
    form: FormData | None = getattr(request.state, "form", None)
    if form is not None:
        await form.close()
