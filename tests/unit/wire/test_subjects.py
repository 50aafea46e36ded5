"""A subject says who speaks, where, and to whom; nobody can speak under another's district."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.events.all_events import ALL_EVENTS
from liandong.terms.codes import UnitCode
from liandong.wire.subjects import STREAM_OF, Channel, Said, subject_for, take_apart

UNITS = st.sampled_from(["610100", "610113", "610116", "610113004", "610100900"]).map(UnitCode)
KINDS = st.sampled_from([event.KIND for event in ALL_EVENTS])


@given(st.sampled_from(Channel), UNITS, KINDS, UNITS)
@settings(max_examples=40, deadline=None)
def test_a_subject_taken_apart_says_what_it_was_made_of(
    channel: Channel, unit: UnitCode, kind: str, dest: UnitCode
) -> None:
    subject = subject_for(channel, unit, kind, dest)
    addressed = dest if channel in (Channel.MESSAGE, Channel.CONTROL) else None
    assert take_apart(subject) == Said(unit[:6], unit, channel, addressed, kind)


@pytest.mark.parametrize(
    ("channel", "unit", "dest", "subject"),
    [
        (Channel.EVENT, "610113004", None, "ld.610113.610113004.evt.case.received"),
        (Channel.PUBLICATION, "610100", "*", "ld.610100.610100.pub.case.received"),
        (Channel.MESSAGE, "610113", "610113004", "ld.610113.610113.to.610113004.case.received"),
        (Channel.CONTROL, "610113", "*", "ld.610113.610113.ctl._.case.received"),
        (Channel.CONTROL, "610113", None, "ld.610113.610113.ctl._.case.received"),
        (Channel.CONTROL, "610113", "610100", "ld.610113.610113.ctl.610100.case.received"),
    ],
)
def test_the_sender_stands_first_in_every_subject(channel: Channel, unit: str, dest: str | None, subject: str) -> None:
    assert subject_for(channel, UnitCode(unit), "case.received", dest) == subject


@pytest.mark.parametrize("dest", [None, "*"])
def test_a_message_goes_to_one_unit(dest: str | None) -> None:
    with pytest.raises(ValueError, match="one unit"):
        subject_for(Channel.MESSAGE, UnitCode("610100"), "link.requested", dest)


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "ld",
        "ld.610113.610113.evt",
        "ld.610113.610113.to.610113004",
        "ld.610113.610113.ctl._",
        "ld.610113.610113.all.case.received",
        "xx.610113.610113.evt.case.received",
        "ld.610113.610100.evt.case.received",
        "ld.610100.610113.to.610113004.link.requested",
        "ld.6101.610113.evt.case.received",
    ],
)
def test_what_is_no_subject_of_the_platform_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match=r"subject|district"):
        take_apart(subject)


def test_every_channel_has_a_stream_of_its_own() -> None:
    assert len({STREAM_OF[channel] for channel in Channel}) == 4
