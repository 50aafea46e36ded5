"""Journal, its heads and cursors; inbox; what was reacted to; idempotency; keys of streams."""

from importlib import resources

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "infra_0001"
down_revision = None
branch_labels = ("infrastructure",)
depends_on = None

TABLES = """
create table journal_head (
    unit text primary key, epoch int not null, seq bigint not null, hash bytea not null, recorded_at bigint not null
) with (fillfactor = 50);
create table journal_dest_head (
    unit text not null, dest text not null, seq bigint not null, hash bytea not null, primary key (unit, dest)
) with (fillfactor = 50);
create table journal (
    unit text not null, seq bigint not null, epoch int not null, stream text not null, sequence int not null,
    kind text not null, version int not null, dest text, dest_seq bigint, dest_prev bytea,
    occurred_at bigint not null, recorded_at bigint not null, actor text not null, cause text,
    body bytea not null, salt bytea not null, private bytea, private_digest bytea not null,
    commitment bytea not null, prev bytea not null, hash bytea not null,
    constraint journal_pkey primary key (unit, seq),
    constraint journal_stream_sequence unique (unit, stream, sequence)
);
create unique index journal_dest_sequence on journal (unit, dest, dest_seq) where dest is not null;
create view journal_reading as
    select unit, seq, stream, sequence, kind, version, dest, to_timestamp(occurred_at / 1000000.0) as occurred_at,
           actor, cause, convert_from(body, 'UTF8')::jsonb as facts from journal;
create table outbox_cursor (
    unit text not null, channel text not null, sent bigint not null, primary key (unit, channel)
) with (fillfactor = 50);
create table stream_key (unit text not null, stream text not null, wrapped bytea not null, primary key (unit, stream));
create table received (
    cause text not null, stream text not null, command text not null,
    constraint received_pkey primary key (cause, stream, command)
);
create table idempotency (
    principal text not null, key text not null, route text not null, request_hash bytea not null,
    status int not null, etag text, response bytea not null, kept_until timestamptz not null,
    constraint idempotency_pkey primary key (principal, key, route)
);
create index idempotency_kept_until on idempotency (kept_until);

create table inbox_head (
    receiver text not null, source text not null, channel text not null, epoch int not null default 1,
    position bigint not null default 0, hash bytea not null, known bigint not null default 0,
    last_beat_at timestamptz, progress_at timestamptz not null, asked_times int not null default 0,
    asked_at timestamptz, known_at timestamptz, primary key (receiver, source, channel)
) with (fillfactor = 50);
create table inbox_log (
    id bigint generated always as identity primary key,
    receiver text not null, source text not null, channel text not null, epoch int not null, position bigint not null,
    seq bigint not null, stream text not null, sequence int not null, kind text not null, version int not null,
    dest text, dest_seq bigint, dest_prev bytea, occurred_at bigint not null, recorded_at bigint not null,
    actor text not null, cause text, body bytea not null, salt bytea not null, private bytea,
    private_digest bytea not null, prev bytea not null, hash bytea not null, signature bytea,
    received_at timestamptz not null, status text not null default 'pending', fault text,
    constraint inbox_log_once unique (receiver, source, channel, epoch, position),
    constraint inbox_log_status check (status in ('pending', 'applied', 'stuck', 'orphan'))
);
create index inbox_log_pending on inbox_log (receiver, id) where status = 'pending';
create index inbox_log_stuck on inbox_log (receiver, source, stream) where status = 'stuck';
create index inbox_log_stream on inbox_log (source, stream, sequence);
create table inbox_hold (
    receiver text not null, source text not null, channel text not null, position bigint not null, hash bytea not null,
    raw bytea not null, held_at timestamptz not null, primary key (receiver, source, channel, position, hash)
);
create table inbox_alarm (
    id bigint generated always as identity primary key, receiver text not null, source text not null,
    channel text not null, sort text not null, position bigint, hash bytea, raised_at timestamptz not null,
    detail text not null, unique nulls not distinct (receiver, source, channel, sort, position, hash)
);
"""


def upgrade() -> None:
    run_script(op, TABLES)
    run_script(
        op, resources.files("liandong.infrastructure.journal").joinpath("append.sql").read_text(encoding="utf-8")
    )
    run_script(op, "revoke all on function journal_append from public; revoke all on function journal_open from public")
    # the journal is written by journal_append alone; the service may not even insert past it
    for table in ("journal", "journal_head", "journal_dest_head", "journal_reading"):
        grant(op, table, "select")
    for function in ("journal_append", "journal_open"):
        op.execute(
            f"do $$ begin execute format('grant execute on function {function} to %I', "
            "current_setting('liandong.service_role')); end $$"
        )
    grant(op, "outbox_cursor", "select, update")
    grant(op, "stream_key", "select, insert, delete")
    grant(op, "received", "select, insert")
    grant(op, "idempotency", "select, insert, delete")
    grant(op, "inbox_head", "select, insert, update")
    grant(op, "inbox_log", "select, insert")
    op.execute(
        "do $$ begin execute format('grant update (status, fault) on inbox_log to %I', "
        "current_setting('liandong.service_role')); end $$"
    )
    grant(op, "inbox_hold", "select, insert, delete")
    grant(op, "inbox_alarm", "select, insert")
    grant(op, "alembic_version", "select")


def downgrade() -> None:
    raise NotImplementedError("the journal is kept for good; restore a backup instead")
