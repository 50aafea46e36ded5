"""What supervision takes for ended is what the units themselves do, though it knows none of their rules."""

from e_supervision.timeline import FINAL, Standing
from liandong.domain.case import status as case
from liandong.domain.joint import status as joint


def test_the_final_standings_are_those_of_cases():
    assert {each.value for each in case.FINAL} == FINAL


def test_the_final_standings_of_joint_masters_are_among_them():
    told = {joint.JointStatus.DISPATCHED: Standing.CLOSED}
    assert {told.get(each, Standing(each.value)) for each in joint.FINAL - set(told)} | set(told.values()) <= FINAL
