"""Where the draft of an item stands, for the list of what is to be reviewed."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "city_0002"
down_revision = "city_0001"
branch_labels = None
depends_on = None

CHANGES = """
alter table published_item add column draft text;
create index published_item_draft on published_item (unit, draft, id) where draft is not null;
"""


def upgrade() -> None:
    run_script(op, CHANGES)


def downgrade() -> None:
    run_script(op, "drop index published_item_draft; alter table published_item drop column draft;")
