"""What keeps one chain from holding up another: each channel finds its entries at once, signed evidence stays."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "infra_0003"
down_revision = "infra_0002"
branch_labels = None
depends_on = None

CHANGES = """
create index journal_messages on journal (unit, seq) where dest is not null and dest <> '*';
create index journal_publications on journal (unit, seq) where dest = '*';
alter table inbox_hold add column signed boolean not null default false;
"""


def upgrade() -> None:
    run_script(op, CHANGES)
    grant(op, "inbox_hold", "update")


def downgrade() -> None:
    op.execute(
        "drop index journal_messages; drop index journal_publications; alter table inbox_hold drop column signed"
    )
