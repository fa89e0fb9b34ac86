# Jigsaw's everyday commands. `make` or `make help` lists them.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PEOPLE ?= 20000
SEED ?= 1
PORT ?= 8000
SERVE ?= 1
WORKERS ?= 2
export PYTHON

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / { printf "  \033[1m%-14s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  Settings: PEOPLE=$(PEOPLE) SEED=$(SEED) PORT=$(PORT) SERVE=$(SERVE) PYTHON=$(PYTHON) WORKERS=$(WORKERS) QUICK="

# ---- Use it ----

.PHONY: demo
demo: install-demo ## Build the invented borough and serve it (PEOPLE=, SEED=, PORT=; SERVE=0 to build only)
	@$(BIN)/jigsaw demo run --people $(PEOPLE) --seed $(SEED) --port $(PORT) $(if $(filter 0 no,$(SERVE)),--no-serve)

# ---- Work on it ----

.PHONY: install
install: ## Make .venv ready for work on Jigsaw
	@scripts/install dev

.PHONY: install-demo
install-demo:
	@scripts/install demo

.PHONY: check
check: install ## Format, lint, types, import contracts and structure: under a minute, before every commit
	@$(BIN)/ruff format --check --output-format concise . || { echo "Run: make format"; exit 1; }
	@$(BIN)/ruff check --output-format concise --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(PYTEST) --database none tests/structure

.PHONY: format
format: install ## Put the code into its one format, and mend what the linter can
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: test
test: install ## Every test on SQLite, then those that need a database on PostgreSQL
	@scripts/ensure_chromium >/dev/null || [ -z "$${CI:-}" ]
	@$(PYTEST) tests
	@JIGSAW_DATABASE_URL="$$(scripts/ensure_postgres)" $(PYTEST) --database only tests

.PHONY: test-sqlite
test-sqlite: install ## Every test, on SQLite alone
	@$(PYTEST) tests

.PHONY: test-postgresql
test-postgresql: install ## The tests that need a database, on PostgreSQL
	@JIGSAW_DATABASE_URL="$$(scripts/ensure_postgres)" $(PYTEST) --database only tests

.PHONY: journeys
journeys: install ## The journeys in a real browser
	@scripts/ensure_chromium >/dev/null
	@$(PYTEST) tests/journeys

.PHONY: long
long: install ## The properties, tried thousands of times
	@HYPOTHESIS_PROFILE=long $(PYTEST) tests/engine tests/foundation tests/care

.PHONY: prove
prove: install ## Every address × every reader by a table, a crawler for each, what can be inferred: all of it, in minutes
	@JIGSAW_PROVE=1 $(PYTEST) tests/proofs

# ---- Measure it ----

bench-%: install ## Measure one thing: bench-load, bench-story, bench-encoded … (QUICK=1 for a small run)
	@$(BIN)/python -m bench.$(subst -,_,$*) $(if $(QUICK),--quick)

.PHONY: fuzz-patterns
fuzz-patterns: install ## Ask every way to a pattern's answer over 10 million random pieces (QUICK=1 for a small run, SEED=7)
	@$(BIN)/python -m bench.fuzz_patterns $(if $(QUICK),--quick) $(if $(SEED),--seed $(SEED))

.PHONY: fuzz-access
fuzz-access: install ## Ask the rules of access and their twin a million random questions (QUICK=1 for a small run, SEED=7)
	@$(BIN)/python -m bench.fuzz_access $(if $(QUICK),--quick) $(if $(SEED),--seed $(SEED))

.PHONY: screenshots
screenshots: install ## Take pictures of the main pages, for looking at, into var/screenshots
	@$(BIN)/python scripts/screenshots

# ---- Look after it ----

.PHONY: lock
lock: ## Pin the dependencies again by hash (UPGRADE=1 for newer ones)
	@scripts/lock $(if $(UPGRADE),--upgrade)

.PHONY: hook
hook: ## Run `make check` before every commit in this clone
	@printf '#!/bin/sh\nexec make check\n' >"$$(git rev-parse --git-path hooks/pre-commit)"
	@chmod +x "$$(git rev-parse --git-path hooks/pre-commit)"

.PHONY: clean
clean: ## Stop the tests' PostgreSQL; remove what was built (not .venv, not your demo)
	@scripts/stop_postgres --remove
	@rm -rf build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
