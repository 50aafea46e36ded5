"""Cases, links and joint masters of the units of a tier, and the serial their numbers end in."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0001"
down_revision = None
branch_labels = ("casework",)
depends_on = ("infra_0001",)

TABLES = """
create table case_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    status text not null, item text not null, case_kind text not null, department text not null,
    applicant text not null, asked_by text, accepted_on date, promised_due date, statutory_due date,
    next_at timestamptz, primary key (unit, id)
) with (fillfactor = 70, toast_tuple_target = 8160);
create index case_file_due on case_file (next_at) where next_at is not null;
create index case_file_status on case_file (unit, status, id);
create index case_file_applicant on case_file (unit, applicant, id);
create table joint_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    status text not null, item text not null, applicant text not null, accepted_on date, promised_due date,
    statutory_due date, next_at timestamptz, primary key (unit, id)
) with (fillfactor = 70, toast_tuple_target = 8160);
create index joint_file_due on joint_file (next_at) where next_at is not null;
create table link_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    asker text not null, handled_as text not null, rejected text, primary key (unit, id)
);
create sequence case_serial;
create index journal_link_alarm on journal (unit, seq) where kind = 'link.unacknowledged';
"""


def upgrade() -> None:
    run_script(op, TABLES)
    for table in ("case_file", "joint_file", "link_file"):
        grant(op, table, "select, insert, update")
    op.execute(
        "do $$ begin execute format('grant usage on sequence case_serial to %I', "
        "current_setting('liandong.service_role')); end $$"
    )


def downgrade() -> None:
    for table in ("case_file", "joint_file", "link_file"):
        op.drop_table(table)
    op.execute("drop sequence case_serial")
    op.execute("drop index journal_link_alarm")
