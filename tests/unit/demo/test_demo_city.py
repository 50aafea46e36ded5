from datetime import date
from importlib import resources

from liandong.cli.demo.load import CITY_FILE, DemoUnit, demo_applicants, demo_city
from liandong.cli.stack.plan import read_city
from liandong.domain.identifiers import id_card, uscc
from liandong.events.case import ApplicantKind
from liandong.terms.codes import Tier
from liandong.terms.roles import Role

CITY = demo_city()
BY_CODE: dict[str, DemoUnit] = {unit.code: unit for unit in CITY.units}


def of(tier: Tier) -> list[str]:
    return [unit.code for unit in CITY.units if unit.tier is tier]


def test_one_city_three_districts_a_zone_six_halls_and_supervision() -> None:
    assert of(Tier.CITY) == ["610100"]
    assert of(Tier.DISTRICT) == ["610104", "610112", "610113", "610171"]
    assert of(Tier.TOWNSHIP) == ["610104009", "610112001", "610113001", "610113003", "610113004", "610113007"]
    assert of(Tier.SUPERVISION) == ["610100900"]
    assert len(BY_CODE) == len(CITY.units)


def test_every_unit_stands_under_one_of_the_tier_above() -> None:
    above = {Tier.DISTRICT: Tier.CITY, Tier.TOWNSHIP: Tier.DISTRICT, Tier.SUPERVISION: Tier.CITY}
    for unit in CITY.units:
        if unit.parent is None:
            assert unit.tier is Tier.CITY
        else:
            assert BY_CODE[unit.parent].tier is above[unit.tier]


def test_a_hall_run_by_the_zone_keeps_the_code_of_its_district() -> None:
    assert BY_CODE["610113007"].parent == "610171"


def test_only_codes_of_the_standard_say_so() -> None:
    standard = [unit.code for unit in CITY.units if unit.code_source == "GB/T 2260"]
    assert standard == ["610100", "610104", "610112", "610113"]


def test_every_hall_has_points_of_its_own() -> None:
    points = [point.code for unit in CITY.units for point in unit.points]
    assert len(set(points)) == len(points)
    for unit in CITY.units:
        assert (len(unit.points) >= 2) == (unit.tier is Tier.TOWNSHIP)


def test_the_stack_reads_the_same_city() -> None:
    with resources.as_file(CITY_FILE) as file:
        plan = read_city(file)
    assert plan.city == "610100"
    assert [list(member.units) for member in plan.members] == [of(tier) for tier in Tier]


def test_every_role_of_people_has_an_account_somewhere() -> None:
    held = {role for account in CITY.accounts for role in account.principal.roles}
    assert held == set(Role) - {Role.SYSTEM}


def test_every_unit_has_an_operator_and_the_people_to_finish_a_case() -> None:
    for unit in CITY.units:
        roles = {
            role for account in CITY.accounts if account.principal.unit == unit.code for role in account.principal.roles
        }
        assert Role.OPERATOR in roles
        if unit.tier is not Tier.SUPERVISION:
            assert {Role.CLERK, Role.DEPARTMENT_CLERK, Role.CHIEF, Role.HEAD} <= roles


def test_staff_numbers_are_of_their_unit_and_unique_in_the_city() -> None:
    numbers = [account.principal.id for account in CITY.accounts]
    assert len(set(numbers)) == len(numbers)
    assert all(account.principal.id.startswith(f"{account.principal.unit}-") for account in CITY.accounts)


def test_departments_are_written_once() -> None:
    names = [department.name for department in CITY.departments]
    assert len(set(names)) == len(names)


def test_an_account_acts_for_one_department_for_all_or_is_not_bound_to_any() -> None:
    bound = {str(account.principal.id): account.principal.relations for account in CITY.accounts}
    everything = {f"department:{department.name}" for department in CITY.departments}
    assert bound["610113-24"] == {"department:水务"}
    assert bound["610113-04"] == everything
    assert bound["610113-01"] == frozenset()


def test_applicants_have_right_numbers_and_are_nobody_real() -> None:
    for applicant in demo_applicants():
        number, name = applicant.details.id_number, applicant.details.name
        assert "虚" in name
        assert applicant.details.phone.startswith("161")
        if applicant.kind is ApplicantKind.PERSON:
            assert id_card(number, date(2026, 11, 23)) == number
            assert number[14:17] == "000"
        else:
            assert uscc(number) == number


def test_applicants_can_be_told_apart_by_every_detail() -> None:
    applicants = demo_applicants()
    assert len(applicants) >= 12
    for detail in ("name", "id_number", "phone", "address"):
        assert len({getattr(applicant.details, detail) for applicant in applicants}) == len(applicants)


def test_applicant_accounts_are_applicants_of_the_demo() -> None:
    keys = {applicant.key for applicant in demo_applicants()}
    named = [account for account in CITY.accounts if account.applicant is not None]
    assert {account.applicant for account in named} <= keys
    assert all(account.principal.roles == {Role.APPLICANT} for account in named)
