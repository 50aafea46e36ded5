"""Files of materials: what is kept of each, and which cases and joint masters name it.

Rows written by the previous program name no files; nothing could be uploaded then.
"""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0005"
down_revision = "casework_0004"
branch_labels = None
depends_on = None

TABLES = """
create table stored_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    media text not null, size bigint not null, stored_by text, kept_on date not null, primary key (unit, id)
) with (fillfactor = 70);
alter table case_file add column files text[];
alter table joint_file add column files text[];
create index case_file_files on case_file using gin (files) where files is not null;
create index joint_file_files on joint_file using gin (files) where files is not null;
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "stored_file", "select, insert, update")


def downgrade() -> None:
    op.drop_table("stored_file")
    op.execute("alter table case_file drop column files; alter table joint_file drop column files")
