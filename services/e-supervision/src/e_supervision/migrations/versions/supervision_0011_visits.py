"""What was said of appointments and consultations is found by when it happened."""

from alembic import op

from liandong.infrastructure.migrate import run_script

revision = "supervision_0011"
down_revision = "supervision_0010"
branch_labels = None
depends_on = None

INDEX = """
create index inbox_log_visits on inbox_log (occurred_at, source)
where channel = 'evt' and (kind like 'appointment.%' or kind like 'consultation.%');
"""


def upgrade() -> None:
    run_script(op, INDEX)


def downgrade() -> None:
    op.execute("drop index inbox_log_visits")
