"""Applications while they are prepared, what the window answered of them; and several cases of one application."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0007"
down_revision = "casework_0006"
branch_labels = None
depends_on = None

TABLES = """
create table pre_application (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    wrapped bytea not null, asked int not null, submitted boolean not null, erase_after date not null,
    primary key (unit, id)
) with (fillfactor = 70);
create index pre_application_left on pre_application (erase_after);
create table prereview_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    rounds int not null, primary key (unit, id)
);
alter table case_file add column application text;
create index case_file_application on case_file (unit, application, id) where application is not null;
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "pre_application", "select, insert, update, delete")
    grant(op, "prereview_file", "select, insert, update")


def downgrade() -> None:
    op.drop_table("pre_application")
    op.drop_table("prereview_file")
    op.execute("alter table case_file drop column application")
