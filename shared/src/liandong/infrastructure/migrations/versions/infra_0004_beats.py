"""A beat is heard when it arrives; what its sender's clock says only tells a new one from an old one."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "infra_0004"
down_revision = "infra_0003"
branch_labels = None
depends_on = None

CHANGES = """
alter table inbox_head add column said_at timestamptz;
update inbox_head set said_at = last_beat_at;
"""


def upgrade() -> None:
    run_script(op, CHANGES)


def downgrade() -> None:
    op.drop_column("inbox_head", "said_at")
