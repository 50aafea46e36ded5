"""Documents, the register their numbers come from, and their sealed copies."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "casework_0004"
down_revision = "casework_0003"
branch_labels = None
depends_on = None

TABLES = """
create table document_file (
    unit text not null, id text not null, version int not null, state bytea not null, sealed bytea,
    matter text not null, number text not null, hash text not null, primary key (unit, id)
);
create index document_file_matter on document_file (unit, matter);
create index document_file_number on document_file (number);
create index document_file_hash on document_file (hash);
create table document_counter (
    unit text not null, series text not null, year int not null, last int not null, primary key (unit, series, year)
);
create table document_register (
    unit text not null, series text not null, year int not null, serial int not null, taken_for text not null,
    primary key (unit, series, year, serial), constraint document_register_once unique (unit, taken_for)
);
create table kept_content (sha256 text primary key, content bytea not null);
create table document_copy (
    unit text not null, document text not null, sha256 text not null, primary key (unit, document)
);
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "document_file", "select, insert, update")
    grant(op, "document_counter", "select, insert, update")
    grant(op, "document_register", "select, insert")
    grant(op, "kept_content", "select, insert, delete")
    grant(op, "document_copy", "select, insert, update, delete")


def downgrade() -> None:
    op.execute(
        "drop table document_copy; drop table kept_content; drop table document_register; "
        "drop table document_counter; drop table document_file"
    )
