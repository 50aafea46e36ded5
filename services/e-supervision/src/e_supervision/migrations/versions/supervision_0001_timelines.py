"""Timelines with their lights, the log of their changes, and which sources are silent. The ledger is the inbox."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "supervision_0001"
down_revision = None
branch_labels = ("supervision",)
depends_on = "infra_0001"

TABLES = """
create table timeline (
    unit text not null, stream text not null, sequence int not null, state bytea not null,
    department text, item text, entry text, case_kind text, standing text not null,
    calendar text, awaits text, light text not null, worst_clock text, worst_step text,
    due date not null, clocks json not null, next_at timestamptz, last_at timestamptz not null,
    updated_at timestamptz not null,
    district text generated always as (left(unit, 6)) stored,
    open boolean generated always as (standing not in ('closed', 'not_accepted', 'returned')) stored,
    urgency smallint generated always as (array_position(
        array['red', 'yellow', 'awaiting_edition', 'green', 'paused', 'finished_late', 'finished'], light)) stored,
    constraint timeline_pkey primary key (unit, stream)
) with (fillfactor = 70);
create index timeline_stream on timeline (stream);
create index timeline_next_at on timeline (next_at) where next_at is not null;
create index timeline_urgency on timeline (urgency, due, unit, stream);
create index timeline_open on timeline (unit, department) where open;
create index timeline_awaits on timeline (awaits) where awaits is not null;
create index timeline_unaccepted on timeline (calendar) where standing in ('received', 'correction_requested');

create table light_change (
    id bigint generated always as identity primary key, at timestamptz not null, because text not null,
    unit text not null, stream text, item text, department text, standing text, was text, light text,
    clocks json not null,
    constraint light_change_because check (because in ('heard', 'time', 'silence'))
);

create table source_silence (unit text primary key, silent boolean not null, since timestamptz not null);
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "timeline", "select, insert, update")
    grant(op, "light_change", "select, insert")
    grant(op, "source_silence", "select, insert, update")


def downgrade() -> None:
    op.execute("drop table source_silence, light_change, timeline")
