"""What the city has published: units, items, editions, calendars."""

from alembic import op

from liandong.infrastructure.migrate import grant

revision = "city_0001"
down_revision = None
branch_labels = ("city_center",)
depends_on = ("infra_0001",)

TABLES = ("registered_unit", "published_item", "published_edition", "published_calendar")


def upgrade() -> None:
    for table in TABLES:
        op.execute(
            f"create table {table} (unit text not null, id text not null, version int not null, state bytea not null, "
            "sealed bytea, primary key (unit, id))"
        )
        grant(op, table, "select, insert, update")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
