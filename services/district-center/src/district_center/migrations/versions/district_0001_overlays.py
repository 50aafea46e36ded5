"""What districts change of the city's entries for their own units."""

from alembic import op

from liandong.infrastructure.migrate import grant

revision = "district_0001"
down_revision = None
branch_labels = ("district_center",)
depends_on = ("infra_0001",)


def upgrade() -> None:
    op.execute(
        "create table item_overlay (unit text not null, id text not null, version int not null, state bytea not null, "
        "sealed bytea, primary key (unit, id))"
    )
    grant(op, "item_overlay", "select, insert, update")


def downgrade() -> None:
    op.drop_table("item_overlay")
