# make demo   build a deck and a review sheet from examples/
# make test   run the tests
# make lint   ruff and a strict type check
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint clean
.DEFAULT_GOAL := demo

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "quizgen needs Python 3.11 or newer; say which: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(VENV)/.ready
	$(BIN)/quizgen deck examples/讲话.docx -o build/讲话.apkg
	$(BIN)/quizgen sheet examples/讲话.docx -o build/讲话.pdf
	@echo "Deck: build/讲话.apkg (in Anki: File > Import); review sheet: build/讲话.pdf"

test: $(VENV)/.ready
	@command -v chromium >/dev/null || sh tests/debian.sh
	$(BIN)/python -m pytest

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) build dist
