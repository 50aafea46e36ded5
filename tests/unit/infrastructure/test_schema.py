"""The schema a program was written for is what alembic would bring a database to."""

import pytest
from alembic.script import ScriptDirectory

from liandong.infrastructure.migrate import config
from liandong.infrastructure.schema import INFRASTRUCTURE, heads


@pytest.mark.parametrize("also", [(), ("liandong.casework", "city_center"), ("e_supervision",)])
def test_the_heads_read_from_the_files_are_those_alembic_finds(also: tuple[str, ...]) -> None:
    packages = (INFRASTRUCTURE, *also)
    assert heads(packages) == frozenset(ScriptDirectory.from_config(config(packages)).get_heads())


def test_a_revision_that_another_follows_is_no_head() -> None:
    assert "infra_0001" not in heads((INFRASTRUCTURE,))
