"""Accounts, revoked tokens, and the one-time secret of the first operator."""

from alembic import op

from liandong.infrastructure.migrate import grant, run_script

revision = "infra_0002"
down_revision = "infra_0001"
branch_labels = None
depends_on = None

TABLES = """
create table account (
    unit text not null, staff text not null, version int not null default 1,
    username text not null, password_hash text not null,
    roles text[] not null, relations text[] not null default '{}', items text[],
    disabled boolean not null default false, failed int not null default 0, locked_until timestamptz,
    created_at timestamptz not null, changed_at timestamptz not null,
    constraint account_pkey primary key (unit, staff),
    constraint account_username unique (username),
    constraint account_never_the_platform check (not 'system' = any (roles))
);
create table token_revocation (
    unit text not null, staff text not null, valid_from timestamptz not null, primary key (unit, staff)
);
create table setup_secret (
    once boolean primary key default true check (once),
    digest bytea not null, made_at timestamptz not null, used_at timestamptz
);
"""


def upgrade() -> None:
    run_script(op, TABLES)
    grant(op, "account", "select, insert, update")
    grant(op, "token_revocation", "select, insert, update, delete")
    grant(op, "setup_secret", "select, insert, update")


def downgrade() -> None:
    op.execute("drop table setup_secret; drop table token_revocation; drop table account")
