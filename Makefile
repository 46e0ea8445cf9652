# What a newcomer, a developer and CI run; `make help` lists it.
#
# Needs python3 (3.11 or newer), git and make; everything else is installed: Python packages into .venv, exactly as
# requirements.txt locks them, and system libraries and fonts by apt where that is possible without a question.
# Nothing here depends on the network, the clock or apt once the machine has what it needs.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
DRAFTS := $(foreach format,md pdf,$(foreach view,clean rolling,build/charter-$(view).$(format)))
SCRATCH := build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Settings of the caller's shell or of a git hook that would lead Python, pip or git astray.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help draft test lint types pytest neutrality torture bench wheel lock clean distclean python ready ready-for-tests

help:  ## list these targets
	@echo 'make TARGET [PYTHON=python3.12] [APT=no: install no system packages]'
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/  \1|\2/p' Makefile | awk -F '|' '{ printf "%-12s %s\n", $$1, $$2 }'

draft: $(DRAFTS)  ## build the clean and the rolling draft, as Markdown and PDF, into build/
	@echo 'The drafts are in build/: charter-clean and charter-rolling, each .md and .pdf'

build/charter-%.md: build/.inputs
	@echo $@
	@$(BIN)/charterkit render --view $* --format md -o $@

build/charter-%.pdf: build/.inputs
	@echo $@
	@$(BIN)/charterkit render --view $* --format pdf -o $@ \
	    || { status=$$?; $(PYTHON) scripts/system_packages.py --only-tell; exit $$status; }

# Changes when anything that a draft is made of does: records, templates, code, versions, packages, fonts.
build/.inputs: ready
	@mkdir -p build
	@{ find charter submissions templates src requirements.txt -type f ! -name '*.pyc' -exec cksum {} +; \
	   git show-ref --head --tags; fc-list; } 2>/dev/null | LC_ALL=C sort > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

test: lint types pytest  ## run every check and every test, as CI does

lint: ready  ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: ready  ## check types, strictly
	$(BIN)/mypy

pytest: ready-for-tests  ## run the tests alone: make pytest ARGS='-k merge'
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

neutrality: ready-for-tests  ## run the laws of neutrality over more and larger negotiations: NEGOTIATIONS=50x500
	CHARTERKIT_NEGOTIATIONS=$(or $(NEGOTIATIONS),25x400) $(BIN)/pytest -n auto tests/laws/test_neutrality_laws.py

torture: ready-for-tests  ## let every file call of the commands that write fail, one by one, and every two meet (two hours; EACH=9: a ninth of the calls)
	TORTURE_EACH=$(or $(EACH),1) $(BIN)/pytest -n auto --dist worksteal tests/torture $(ARGS)

bench: ready  ## run the benchmarks: every folder of benchmarks/ that has a __main__.py
	@for main in benchmarks/*/__main__.py; do \
	    name=$$(basename "$$(dirname "$$main")"); echo "== $$name"; $(BIN)/python -m "benchmarks.$$name" || exit; done

wheel: ready  ## build the wheel into dist/
	$(BIN)/python -m hatchling build --target wheel --directory dist

lock: python  ## write requirements.txt anew from pyproject.toml; UPGRADE=yes takes the newest versions
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet uv==0.13.9
	build/lock/bin/uv pip compile pyproject.toml --group build --group dev --group bench --output-file requirements.txt \
	    --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' --no-config --quiet \
	    $(if $(UPGRADE),--upgrade)

clean:  ## remove what was built
	rm -rf $(SCRATCH)

distclean: clean  ## remove .venv as well
	rm -rf .venv

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'charterkit needs Python 3.11 or newer, and `$(PYTHON)` is not; name another: make PYTHON=python3.12' >&2; \
	    exit 1; }

ready: python
	@$(PYTHON) scripts/system_packages.py
	@$(PYTHON) scripts/environment.py

ready-for-tests: ready
	@$(PYTHON) scripts/system_packages.py --tests
