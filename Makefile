# `make help` lists what there is. Everything sets itself up; nothing needs to be installed but Python, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run ui test check format lock render eval bench docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Attaché needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	@echo "setting up $(VENV) (once; a few minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(STAMP) ## make .venv with the locked dependencies

run: $(STAMP) ## read seeds/articles, publish warehouse/attache.duckdb, show what was found
	@$(BIN)/attache run

ui: $(STAMP) ## serve Dagster on 127.0.0.1:3000
	@$(BIN)/attache ui

# What starts real processes and builds marts takes longest: it goes beside the other tests, in two parts that take about
# as long as they do, and is shown after them. Every test is in one of the three.
RUNS   := tests/integration tests/incremental
NIGHTS := $(addprefix tests/integration/test_, nights.py run_kills.py sources.py ui.py)
test: $(STAMP) ## run the tests
	@mkdir -p .pytest_cache; \
	$(BIN)/python -m pytest $(NIGHTS) > .pytest_cache/nights.txt 2>&1 & nights=$$!; \
	$(BIN)/python -m pytest $(RUNS) $(addprefix --ignore=, $(NIGHTS)) > .pytest_cache/runs.txt 2>&1 & runs=$$!; \
	$(BIN)/python -m pytest $(addprefix --ignore=, $(RUNS)); others=$$?; \
	echo "the runs with real processes:"; wait $$runs; runs=$$?; cat .pytest_cache/runs.txt; \
	wait $$nights; nights=$$?; cat .pytest_cache/nights.txt; \
	exit $$((others || runs || nights))

check: $(STAMP) ## format, lint, types, import layers, SQL lint, as CI does
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 dbt_project/models dbt_project/tests warehouse/queries

format: $(STAMP) ## write the code in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix --processes 2 dbt_project/models dbt_project/tests warehouse/queries

eval: $(STAMP) ## measure accuracy on seeds/gold
	@$(BIN)/attache eval

render: $(STAMP) ## write warehouse/ddl and dbt's sources from pipelines/contracts
	@$(BIN)/python -m pipelines.contracts.render

bench: $(STAMP) ## measure speed, as ratios within one run
	@$(BIN)/python -m pytest benchmarks --timeout 0

docs: $(STAMP) ## write dbt's documentation of the tables to dbt_project/target/docs.html, one file, offline
	@cd dbt_project && ATTACHE_BUILD=$${ATTACHE_BUILD:-../warehouse/build/attache.duckdb} DBT_PROFILES_DIR=. ../$(BIN)/dbt --quiet docs generate --static
	@mv dbt_project/target/static_index.html dbt_project/target/docs.html
	@echo "open dbt_project/target/docs.html"

lock: ## write requirements.lock anew from pyproject.toml
	@test -x $(BIN)/uv || { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv; }
	@$(BIN)/uv pip compile --quiet --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean: ## forget everything that the pipeline made (landing included)
	rm -rf warehouse/attache.duckdb warehouse/build warehouse/landing warehouse/annotations warehouse/.dagster dbt_project/target dbt_project/logs
