"""By which secret an applicant follows his case: its keyed hash alone, outside the journal, so that it can go."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0003"
down_revision = "casework_0002"
branch_labels = None
depends_on = None

TABLES = """
create table tracking_secret (
    unit text not null, number text not null, digest bytea not null, given_by text not null,
    given_at timestamptz not null, primary key (unit, number)
);
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "tracking_secret", "select, insert, update, delete")


def downgrade() -> None:
    op.drop_table("tracking_secret")
