"""中文 or English, as the browser asks: pages are written in Chinese, and a catalogue gives the English."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from starlette.requests import Request

Language = Literal["zh-CN", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh-CN", "en")
ALIASES: Final[Mapping[str, str]] = {"zh": "zh-CN"}


def language_of(request: Request) -> Language:
    """The language the browser asks for; Chinese if it asks for none of ours."""
    asked = sorted(map(_weighed, request.headers.get("accept-language", "").split(",")), reverse=True)
    wanted = ["zh-CN" if tag.lower().startswith("zh") else tag for weight, tag in asked if weight > 0]
    found = negotiate_locale(wanted, LANGUAGES, sep="-", aliases=ALIASES)
    return "en" if found == "en" else "zh-CN"


def _weighed(part: str) -> tuple[float, str]:
    tag, _, parameters = part.partition(";")
    weight = parameters.strip().removeprefix("q=")
    try:
        return float(weight or 1), tag.strip()
    except ValueError:
        return 0.0, tag.strip()


@cache
def translations(packages: tuple[str, ...], language: Language) -> NullTranslations:
    """What the catalogues of these packages say (`locale/en/*.po`), compiled when first asked for.

    Chinese needs none: it is what pages are written in.
    """
    whole = Translations()
    if language == "zh-CN":
        return whole
    for package in packages:
        for file in sorted(catalogues(package, language)):
            compiled = BytesIO()
            with file.open("rb") as written:
                write_mo(compiled, read_po(written))
            compiled.seek(0)
            whole.merge(Translations(compiled))
    return whole


def catalogues(package: str, language: Language) -> Iterator[Path]:
    return (Path(str(files(package))) / "locale" / language).glob("*.po")
