"""Letters of authorisation and absences."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0006"
down_revision = "casework_0005"
branch_labels = None
depends_on = None

TABLES = """
create table letter_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    holder text not null, departments text[] not null, items text[] not null, acts text[] not null,
    valid_until date not null, revoked_on date, primary key (unit, id)
) with (fillfactor = 70);
create table absence_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    staff text not null, last date not null, primary key (unit, id)
) with (fillfactor = 70);
create index absence_file_staff on absence_file (unit, staff, last);
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "letter_file", "select, insert, update")
    grant(op, "absence_file", "select, insert, update")


def downgrade() -> None:
    op.execute("drop table letter_file, absence_file")
