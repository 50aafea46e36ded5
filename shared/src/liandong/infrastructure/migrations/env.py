"""Alembic's entry: runs on the connection that `liandong.infrastructure.migrate` made."""

from alembic import context

from liandong.infrastructure.migrate import run_environment

run_environment(context)  # type: ignore[arg-type]  # alembic's proxy module stands for the EnvironmentContext
