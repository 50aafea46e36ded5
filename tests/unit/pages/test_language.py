"""Pages in English leave nothing in Chinese that is not somebody's own words."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from starlette.requests import Request

from e_supervision.app import NAVIGATION as SUPERVISION_NAVIGATION
from e_supervision.pages import words as supervision
from liandong.application.pages.language import Language, language_of, translations
from liandong.casework.pages.choices import CHOICES
from liandong.casework.pages.joint_acts import NAMES as JOINT_ACT_NAMES
from liandong.casework.pages.names import COUNTED, HINTS, NAMES, REASONS, TICKS, WEEKDAYS
from liandong.casework.work import NAVIGATION
from liandong.domain.case.clocks import CLOCK_NAMES
from liandong.domain.case.status import STATUS_NAMES, VERB_NAMES
from liandong.domain.catalogue.words import KINDS, NEEDS, UNITS
from liandong.domain.joint.status import STATUS_NAMES as JOINT_STATUS_NAMES
from liandong.domain.joint.status import VERB_NAMES as JOINT_VERB_NAMES
from liandong.domain.powers.kinds import KIND_NAMES as CASE_KIND_NAMES
from liandong.domain.tracking import words
from liandong.domain.tracking.ahead import NEXT, NEXT_OF_JOINT
from liandong.domain.tracking.silence import BY_SILENCE
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
    *UNITS.values(),
    *(title for title, _ in TITLES.values()),
    *CLOCK_NAMES.values(),
    *CASE_KIND_NAMES.values(),
    *EVENT_NAMES.values(),
    *(word for words_of_set in CHOICES.values() for word in words_of_set.values()),
    *(*NAMES.values(), *TICKS.values(), *HINTS.values(), *REASONS.values(), *COUNTED.values()),
    *(*WEEKDAYS, *NEEDS.values(), *(entry.name for entry in NAVIGATION)),
)
"""What the domain says and pages show."""


SUPERVISION_WORDS = (
    *EVENT_NAMES.values(),
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
        ("en;q=0, zh", "zh-CN"),
        ("en;q=x", "zh-CN"),
    ],
)
def test_a_page_speaks_the_first_of_its_languages_that_is_asked_for(accept: str, shown: Language) -> None:
    assert asked_by(accept) == shown


@pytest.mark.parametrize("packages", [PACKAGES, OF_SUPERVISION])
def test_every_word_of_a_template_is_in_the_english_catalogue(packages: tuple[str, ...]) -> None:
    english = translations(packages, "en")
    untranslated = {
        (file, line, message)
        for package in packages
        for file, line, message, _, _ in extract_from_dir(
            Path(str(files(package))) / "templates", [("**.html", "jinja2")]
        )
        for text in (message if isinstance(message, tuple) else (message,))
        if english.gettext(text) == text
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
