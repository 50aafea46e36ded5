"""What is final is no longer open, what is at work 在办 is said once, and whether silence decided is kept."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "supervision_0013"
down_revision = "supervision_0012"
branch_labels = None
depends_on = None

FINAL = "('not_accepted', 'returned', 'closed', 'withdrawn', 'terminated', 'revoked', 'annulled', 'archived')"
BEFORE = "('closed', 'not_accepted', 'returned')"

# a clock runs or stands still, whatever the unit has made of the file; of what awaits its entry nobody knows
AT_WORK = f"""
alter table timeline alter column open set expression as (standing not in {FINAL});
alter table timeline add column at_work boolean generated always as (
    light in ('red', 'yellow', 'green', 'paused') or (light = 'awaiting_edition' and standing not in {FINAL})) stored;
drop index timeline_open;
drop index timeline_at_work;
create index timeline_at_work on timeline (unit, department, light) where at_work;

alter table timeline add column silence_holds boolean;
create index inbox_log_silence on inbox_log (occurred_at) where channel = 'evt'
    and kind in ('case.agreed_by_silence', 'case.renewed_by_silence');
drop index light_change_unheard;
create index light_change_turned on light_change (id) where because <> 'heard' and was is distinct from light;
update timeline t set next_at = '-infinity' from inbox_log l where l.channel = 'evt'
    and l.kind in ('case.agreed_by_silence', 'case.renewed_by_silence') and l.source = t.unit and l.stream = t.stream;
"""
BACK = f"""
drop index light_change_turned;
create index light_change_unheard on light_change (id) where because <> 'heard';
drop index inbox_log_silence;
alter table timeline drop column silence_holds;
drop index timeline_at_work;
alter table timeline drop column at_work;
alter table timeline alter column open set expression as (standing not in {BEFORE});
create index timeline_open on timeline (unit, department) where open;
create index timeline_at_work on timeline (unit, department, light) where open and urgency < 6;
"""


def upgrade() -> None:
    run_script(op, AT_WORK)


def downgrade() -> None:
    run_script(op, BACK)
