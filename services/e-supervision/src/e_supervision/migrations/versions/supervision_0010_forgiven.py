"""By which calendar a light rests on besides the matter's own, and which findings a later calendar withdrew."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "supervision_0010"
down_revision = "supervision_0001"
branch_labels = None
depends_on = None

COLUMNS = """
alter table timeline add column considered text;
drop index timeline_unaccepted;
create index timeline_considered on timeline (unit, considered) where considered is not null;
alter table light_change add column withdrawn json not null default '[]';
create index light_change_withdrawn on light_change (unit, stream) where withdrawn::text <> '[]';
update timeline set next_at = '-infinity' where light = 'finished_late' or standing not in ('closed', 'archived');
"""


def upgrade() -> None:
    run_script(op, COLUMNS)


def downgrade() -> None:
    op.execute("drop index light_change_withdrawn")
    op.drop_column("light_change", "withdrawn")
    op.execute("drop index timeline_considered")
    op.drop_column("timeline", "considered")
    op.execute(
        "create index timeline_unaccepted on timeline (calendar) where standing in ('received', 'correction_requested')"
    )
