"""Screens on which the wall is shown without anybody signed in."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "supervision_0014"
down_revision = "supervision_0013"
branch_labels = None
depends_on = None

DISPLAY = """
create table display (
    name text primary key, digest bytea not null unique, registered_by text not null,
    registered_at timestamptz not null default now(), seen_at timestamptz not null default now()
);
"""


def upgrade() -> None:
    run_script(op, DISPLAY)
    grant(op, "display", "select, insert, update, delete")


def downgrade() -> None:
    op.drop_table("display")
