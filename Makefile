# Tự Tay. `make run` and `make test` need Python 3.11+ and make, nothing else.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
export PYTHONPATH := site:.
export HOST PORT

.PHONY: run test unit lint format bench soak coach-recall bench-twins bench-province bench-tree gates-bite messages lessons clean

run: $(VENV)/run.stamp
	@exec $(BIN)/python deploy/run.py

test: $(VENV)/test.stamp
	@$(BIN)/python -m tests.run

unit: $(VENV)/test.stamp
	@$(BIN)/python -m tests.run --quick

lint: $(VENV)/test.stamp
	@$(BIN)/python -m tests.lint

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/python -m tests.lint --format-templates

bench: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench

soak: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench.soak

coach-recall: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench.recall

bench-twins: $(VENV)/test.stamp
	@DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python -m tests.bench.twins_recall

bench-province: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench.province

bench-tree: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench.tree

gates-bite: $(VENV)/test.stamp
	@$(BIN)/python -m tests.gates.bite

messages: $(VENV)/run.stamp
	$(BIN)/python -m kit.messages extract

lessons: $(VENV)/test.stamp
	$(BIN)/python -m kit.messages compile
	$(BIN)/python manage.py load_packs && $(BIN)/python manage.py load_courses && $(BIN)/python manage.py rebuild_lessons

clean:
	rm -rf $(VENV) var

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tự Tay needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the site needs (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp tests/requirements.txt
	@echo "Installing the tools for tests (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@ 
