"""How long each closed case took, kept beside its lights; what the wall counts is found by index."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "supervision_0012"
down_revision = "supervision_0011"
branch_labels = None
depends_on = None

WALL = """
alter table timeline add column ended_on date, add column ended_in_time boolean, add column net_days int,
    add column gross_days int;
create index timeline_ended on timeline (ended_on) include (ended_in_time, net_days, gross_days)
    where ended_on is not null;
create index timeline_at_work on timeline (unit, department, light) where open and urgency < 6;
create index light_change_unheard on light_change (id) where because <> 'heard';
create index inbox_log_day on inbox_log (occurred_at) include (kind) where channel = 'evt'
    and kind in ('case.accepted', 'case.decided', 'case.upper_decided', 'case.agreed_by_silence',
               'case.renewed_by_silence', 'case.terminated', 'case.withdrawn');
update timeline set next_at = '-infinity' where standing not in
    ('received', 'correction_requested', 'accepted', 'in_review', 'paused', 'not_accepted', 'returned', 'withdrawn');
"""


def upgrade() -> None:
    run_script(op, WALL)


def downgrade() -> None:
    for index in ("inbox_log_day", "light_change_unheard", "timeline_at_work", "timeline_ended"):
        op.execute(f"drop index {index}")
    for column in ("ended_on", "ended_in_time", "net_days", "gross_days"):
        op.drop_column("timeline", column)
