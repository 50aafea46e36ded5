"""Pages in English leave nothing in Chinese that is not somebody's own words."""

import ast
import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.support import NullTranslations
from starlette.requests import Request

from e_supervision.app import NAVIGATION as SUPERVISION_NAVIGATION
from e_supervision.pages import words as supervision
from liandong.application.pages.amounts import AMOUNTS, amounts_in
from liandong.application.pages.language import LANGUAGES, Language, catalogues, language_of, translations
from liandong.casework.pages.choices import CHOICES
from liandong.casework.pages.joint_acts import NAMES as JOINT_ACT_NAMES
from liandong.casework.pages.names import COUNTED, HINTS, NAMES, REASONS, TICKS, WEEKDAYS
from liandong.casework.work import NAVIGATION
from liandong.domain.case.clocks import CLOCK_NAMES
from liandong.domain.case.status import STATUS_NAMES, VERB_NAMES
from liandong.domain.catalogue.words import KINDS, NEEDS
from liandong.domain.joint.status import STATUS_NAMES as JOINT_STATUS_NAMES
from liandong.domain.joint.status import VERB_NAMES as JOINT_VERB_NAMES
from liandong.domain.powers.kinds import KIND_NAMES as CASE_KIND_NAMES
from liandong.domain.tracking import words
from liandong.domain.tracking.ahead import NEXT, NEXT_OF_JOINT
from liandong.domain.tracking.silence import BY_SILENCE
from liandong.events.handling import LimitUnit
from liandong.events.kind_names import KIND_NAMES as EVENT_NAMES
from liandong.infrastructure.http.problem import TITLES

PACKAGES = ("liandong.application.pages", "liandong.casework.pages")
OF_SUPERVISION = ("liandong.application.pages", "e_supervision.pages")
WORDS = (
    *STATUS_NAMES.values(),
    *JOINT_STATUS_NAMES.values(),
    *VERB_NAMES.values(),
    *JOINT_VERB_NAMES.values(),
    *JOINT_ACT_NAMES.values(),
    *(word for word in words.WORDS.values() if word is not None),
    *words.OUTCOMES.values(),
    *BY_SILENCE.values(),
    *(ahead[0] for ahead in (*NEXT.values(), *NEXT_OF_JOINT.values()) if ahead is not None),
    *(words.NO_LONGER, words.DECIDED, words.ASKED_ANEW, words.AT_WORK, words.NOT_ASKED, words.ASKED),
    *KINDS.values(),
    *(title for title, _ in TITLES.values()),
    *CLOCK_NAMES.values(),
    *CASE_KIND_NAMES.values(),
    *(word for words_of_set in CHOICES.values() for word in words_of_set.values()),
    *(*NAMES.values(), *TICKS.values(), *HINTS.values(), *REASONS.values(), *COUNTED.values()),
    *(*WEEKDAYS, *NEEDS.values(), *(entry.name for entry in NAVIGATION)),
)
"""What the domain says and pages show."""


SUPERVISION_WORDS = (
    *(word for words_of_set in supervision.ALL for word in words_of_set.values()),
    *supervision.SINGLE,
    *(entry.name for entry in SUPERVISION_NAVIGATION),
)


def asked_by(accept: str) -> Language:
    return language_of(Request({"type": "http", "headers": [(b"accept-language", accept.encode())]}))


@pytest.mark.parametrize(
    ("accept", "shown"),
    [
        ("", "zh-CN"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("zh-Hans-CN, en;q=0.5", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("en-GB,en;q=0.9", "en"),
        ("fr, en;q=0.4, zh;q=0.9", "zh-CN"),
        ("fr", "zh-CN"),
        ("zh; q=0.8, en; q=0.9", "en"),
        ("en ; q=0.1, zh ; q=0.2", "zh-CN"),
        ("en;q=0, zh", "zh-CN"),
        ("en;q=x", "zh-CN"),
    ],
)
def test_a_page_speaks_the_first_of_its_languages_that_is_asked_for(accept: str, shown: Language) -> None:
    assert asked_by(accept) == shown


def said_in(english: NullTranslations, message: str | tuple[str, str], context: str | None) -> str:
    """As a template says it; one of what has a plural."""
    if isinstance(message, tuple):
        return english.ngettext(*message, 1)
    return english.gettext(message) if context is None else english.pgettext(context, message)


@pytest.mark.parametrize("packages", [PACKAGES, OF_SUPERVISION])
def test_every_word_of_a_template_is_in_the_english_catalogue(packages: tuple[str, ...]) -> None:
    english = translations(packages, "en")
    untranslated = {
        (file, line, message)
        for package in packages
        for file, line, message, _, context in extract_from_dir(
            Path(str(files(package))) / "templates", [("**.html", "jinja2")]
        )
        if said_in(english, message, context) == (message[0] if isinstance(message, tuple) else message)
    }

    assert not untranslated


SPOKEN = {PACKAGES: WORDS, OF_SUPERVISION: SUPERVISION_WORDS}


@pytest.mark.parametrize("packages", SPOKEN)
def test_every_word_of_the_domain_is_in_the_english_catalogue(packages: tuple[str, ...]) -> None:
    english = translations(packages, "en")
    left_open = re.compile(r"{\w+}")

    assert not [
        word
        for word in SPOKEN[packages]
        if (said := english.gettext(word)) == word or set(left_open.findall(said)) != set(left_open.findall(word))
    ]


@pytest.mark.parametrize("packages", SPOKEN)
def test_no_word_has_two_meanings(packages: tuple[str, ...]) -> None:
    """The catalogues are merged: of two meanings one would be read everywhere. A context tells them apart."""
    said: dict[object, set[str]] = {}
    for package in packages:
        for file in catalogues(package, "en"):
            for message in read_po(BytesIO(file.read_bytes())):
                said.setdefault((message.context, message.id), set()).add(str(message.string))

    assert not {word: meanings for word, meanings in said.items() if word != (None, "") and len(meanings) > 1}


def test_every_amount_is_said_in_english() -> None:
    for packages in SPOKEN:
        english = translations(packages, "en")
        assert not [
            word for word in AMOUNTS.values() for number in (1, 2) if english.ngettext(word, word, number) == word
        ]


def test_every_event_is_told_in_english_as_what_happened() -> None:
    english = translations(OF_SUPERVISION, "en")

    assert not [name for name in EVENT_NAMES.values() if english.pgettext("event", name) == name]


def test_every_rule_of_supervision_has_a_short_name() -> None:
    checks = Path(str(files("e_supervision"))) / "checks"
    rules = {rule for file in checks.glob("*.py") for rule in re.findall(r'"(V-[A-Z-]+)"', file.read_text())}

    assert rules == supervision.FINDINGS.keys()


def codes(parts_of_program: tuple[str, ...]) -> set[str]:
    """The codes of refusals that are written out in these parts of the program."""
    found = set()
    parts = [Path(str(files("liandong"))) / part for part in parts_of_program]
    for file in (file for part in parts for file in ([part] if part.is_file() else part.rglob("*.py"))):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in SAYING_NO:
                said = [each.value for each in ast.walk(call) if isinstance(each, ast.Constant)]
                found |= {each for each in said if isinstance(each, str) and CODE.fullmatch(each)}
    return found


SAYING_NO = ("Refused", "EdgeRefusal", "unauthenticated", "Failure", "Rule", "refused")
CODE = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
MET_ON_PAGES = (
    "application/pages",
    "casework/pages",
    "domain/case",
    "domain/joint",
    "domain/files",
    "domain/powers/decide.py",
    "infrastructure/http",
    "infrastructure/identity/verifier.py",
)


def test_every_refusal_that_pages_tell_has_a_sentence_in_english() -> None:
    english = translations(PACKAGES, "en")

    assert len(met := codes(MET_ON_PAGES)) > 150
    assert {code for code in met if english.pgettext("refusal", code) == code} == set()


@pytest.mark.parametrize(
    ("number", "unit", "chinese", "english"),
    [
        (1, LimitUnit.WORKING_DAY, "1 个工作日", "1 working day"),
        (2, LimitUnit.WORKING_DAY, "2 个工作日", "2 working days"),
        (1, LimitUnit.HALF_DAY, "1 个半日", "1 half day"),
        (1, LimitUnit.CALENDAR_DAY, "1 个自然日", "1 day"),
        (1, LimitUnit.WORKING_HOUR, "1 个工作小时", "1 office hour"),
        (4, LimitUnit.NATURAL_HOUR, "4 小时", "4 hours"),
    ],
)
def test_one_is_said_otherwise_than_several(number: int, unit: LimitUnit, chinese: str, english: str) -> None:
    for packages in (PACKAGES, OF_SUPERVISION):
        assert [amounts_in(translations(packages, language))(number, unit) for language in LANGUAGES] == [
            chinese,
            english,
        ]
