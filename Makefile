# Everything a newcomer types. The work is done by deploy/setup.sh, deploy/lock.py and the `liandong` command.
.DEFAULT_GOAL := help
.PHONY: help setup up down demo check test test-browser test-faults test-documented screens bench lock migrate events docs clean
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE # where it is set, every process would compile all code again, and every test worker all tests

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv from requirements.lock; quick when nothing changed
	@deploy/setup.sh

up: setup ## start PostgreSQL, NATS and the four services with the demo data, and stay
	@$(BIN)/liandong up

down: ## stop what `up` started
	@$(BIN)/liandong down

demo: setup ## start, play one linked approval, verify, stop
	@$(BIN)/liandong demo run

check: setup ## style, types, import contracts, lock, documents: under a minute
	@deploy/check.sh

test: setup ## all tests but the browser's; faults and documents in their short form
	@$(BIN)/pytest -n 3 --no-loadscope-reorder --ignore tests/browser tests

test-browser: setup ## the pages in a real Chromium, each looked at in two ways
	@$(BIN)/pytest tests/browser

test-faults: setup ## kill, cut and wipe for a long time, with the invariant checker
	@LIANDONG_FAULTS=long $(BIN)/pytest -s tests/faults

test-documented: setup ## try all that the OpenAPI documents allow, with many made-up requests
	@LIANDONG_SCHEMATHESIS=long $(BIN)/pytest -s tests/integration/documented

screens: setup ## look at every page in both languages, light and dark, at all sizes: pictures in build/screens
	@LIANDONG_SCREENS=all $(BIN)/pytest tests/browser

bench: setup ## measure the whole path next to its floors
	@$(BIN)/python -m bench

lock: ## resolve the dependencies anew and write requirements.lock
	@deploy/setup.sh lock

migrate: setup ## bring the databases of the running stack to this program's schema
	@$(BIN)/liandong migrate

events: setup ## write the AsyncAPI document and the missing golden samples
	@$(BIN)/liandong documents events

docs: setup ## write the OpenAPI documents and the generated references
	@$(BIN)/liandong documents all

clean: ## stop the stack and remove everything that is not in git, its data included
	@if [ -x $(BIN)/liandong ]; then $(BIN)/liandong down --wipe; fi
	@rm -rf var .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache bench/results
