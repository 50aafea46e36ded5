"""By which calendar an open case or joint master is counted, so that those of an older one are found."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "casework_0002"
down_revision = "casework_0001"
branch_labels = None
depends_on = None

COLUMNS = """
alter table case_file add column calendar text;
alter table joint_file add column calendar text;
create index case_file_calendar on case_file (calendar) where calendar is not null;
create index joint_file_calendar on joint_file (calendar) where calendar is not null;
"""


def upgrade() -> None:
    run_script(op, COLUMNS)


def downgrade() -> None:
    for table in ("case_file", "joint_file"):
        op.drop_column(table, "calendar")
