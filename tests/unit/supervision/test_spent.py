"""How long a closed case took: working days of its unit's clock, and days as the applicant saw them (D.8)."""

import pytest

from e_supervision.lights import judge
from e_supervision.spent import Spent, spent
from e_supervision.timeline import advance
from liandong.terms.legal_time import midnight


@pytest.fixture(scope="session")
def took(entry, calendar, at):
    def took(told):
        timeline = advance(None, told.said)
        return spent(timeline, judge(timeline, entry, calendar, midnight(at("11-30"))), calendar)

    return took


def test_the_days_of_national_day_are_no_working_days(story, took, at):
    told = story().received(at("09-28")).accepted(at("09-28")).decided(at("10-16"))

    assert took(told) == Spent(on=at("10-16"), in_time=True, net=10, gross=18)


def test_a_working_day_more_than_promised_is_not_in_time(story, took, at):
    told = story().received(at("09-28")).accepted(at("09-28")).decided(at("10-19"))

    assert took(told) == Spent(on=at("10-19"), in_time=False, net=11, gross=21)


def test_a_pause_counts_for_the_applicant_only(story, took, at):
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("10-12")).resumed(at("10-14"))

    assert took(told) is None
    assert took(told.decided(at("10-19"))) == Spent(on=at("10-19"), in_time=True, net=9, gross=21)


def test_a_pause_without_notice_counts_for_nobody(story, took, at):
    told = story().received(at("09-28")).accepted(at("09-28")).paused(at("10-12"), notice=None).resumed(at("10-14"))

    assert took(told.decided(at("10-19"))) == Spent(on=at("10-19"), in_time=False, net=11, gross=21)


def test_what_was_handed_up_has_taken_its_unit_until_then_and_the_applicant_until_the_decision(story, took, at):
    told = story().received(at("09-28")).accepted(at("09-28")).forwarded(at("10-09"))

    assert took(told) is None
    assert took(told.upper_decided(at("10-20"), at("10-20"))) == Spent(on=at("10-20"), in_time=True, net=4, gross=22)


def test_what_was_withdrawn_or_never_accepted_is_not_closed(story, took, at):
    accepted = story().received(at("09-28")).accepted(at("09-28"))

    assert took(accepted.withdrawn(at("10-09"))) is None
    assert took(story().received(at("09-28")).returned(at("09-29"))) is None


def test_without_its_calendar_nothing_is_counted(story, entry, calendar, at):
    timeline = advance(None, story().received(at("09-28")).accepted(at("09-28")).decided(at("10-16")).said)
    judgement = judge(timeline, entry, calendar, midnight(at("11-30")))

    assert spent(timeline, judgement, None) is None
