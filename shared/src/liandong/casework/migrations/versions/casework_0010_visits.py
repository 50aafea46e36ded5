"""Appointments with the seats they hold, what units offer, consultations; and the cases that came of them."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0010"
down_revision = "casework_0009"
branch_labels = None
depends_on = None

TABLES = """
create table appointment_offer (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    open boolean not null, primary key (unit, id)
);
create table appointment (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    offer text not null, item text not null, day date not null, starts text not null, seat int, holder text,
    status text not null, forget_on date, primary key (unit, id)
) with (fillfactor = 70);
create unique index appointment_seat on appointment (unit, offer, day, starts, seat) where seat is not null;
create unique index appointment_once on appointment (unit, holder, item, day) where holder is not null;
create index appointment_of_day on appointment (unit, day, starts, id);
create index appointment_to_forget on appointment (forget_on) where forget_on is not null;
create table consultation (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    status text not null, item text not null, answer_by date not null, forget_on date, primary key (unit, id)
);
create index consultation_waiting on consultation (unit, answer_by, id) where status = 'open';
create index consultation_to_forget on consultation (forget_on) where forget_on is not null;
alter table case_file add column appointment text;
alter table case_file add column consultation text;
create index case_file_appointment on case_file (unit, appointment, id) where appointment is not null;
create index case_file_consultation on case_file (unit, consultation, id) where consultation is not null;
"""


def upgrade() -> None:
    run_script(op, TABLES)
    for table in ("appointment_offer", "appointment", "consultation"):
        grant(op, table, "select, insert, update")


def downgrade() -> None:
    for table in ("appointment_offer", "appointment", "consultation"):
        op.drop_table(table)
    op.execute("alter table case_file drop column appointment, drop column consultation")
