"""Checks: what leads ask this unit before they accept jointly."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0009"
down_revision = "casework_0007"
branch_labels = None
depends_on = None

TABLES = """
create table check_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    status text not null, asker text not null, item text not null, answer_by date not null, primary key (unit, id)
);
create index check_file_open on check_file (unit, answer_by) where status = 'open';
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "check_file", "select, insert, update")


def downgrade() -> None:
    op.drop_table("check_file")
