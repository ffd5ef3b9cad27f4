# What can be done with a checkout. Each task sets up what it needs in .venv the first time, and not again until
# the pinned sets or pyproject.toml change. Needs: make, and Python 3.11 or later with venv.

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check -q
LOCK := $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help play serve room test check format long bench docs docs-pictures docs-lives lock build clean FORCE

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

play: $(VENV)/.play ## open the game (ARGS="..." are handed to the jangmadang command)
	@$(VENV)/bin/jangmadang $(ARGS)

serve: $(VENV)/.serve ## open the game in a browser page on this machine (ARGS="three-days --port 8000")
	@$(VENV)/bin/jangmadang serve $(ARGS)

room: $(VENV)/.room ## play a story with a group, this terminal being the wall (ARGS="three-days --lan")
	@$(VENV)/bin/jangmadang host $(ARGS)

test: $(VENV)/.dev ## run the tests (ARGS="tests/story -x" for some of them)
	@$(RUN) -m pytest -n 3 $(ARGS)

check: $(VENV)/.dev ## lint, formatting, types, and which room may import which
	@$(RUN) -m ruff check --output-format concise
	@$(RUN) -m ruff format --check --quiet || { echo "Not formatted: make format"; exit 1; }
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.dev ## mend what ruff can mend, and format
	@$(RUN) -m ruff check --fix --output-format concise
	@$(RUN) -m ruff format

long: $(VENV)/.dev ## the tests that take minutes
	@$(RUN) -m pytest -m long $(ARGS)

bench: $(VENV)/.dev ## measure (see benchmarks/)
	@$(RUN) -m benchmarks $(ARGS)

docs: $(VENV)/.docs ## build the documentation as a site, site/index.html, and check its links
	@NO_MKDOCS_2_WARNING=1 $(VENV)/bin/mkdocs build --quiet $(ARGS) && echo "site/index.html"

docs-pictures: $(VENV)/.dev ## draw the pictures of the documentation anew
	@$(RUN) docs/pictures.py $(ARGS)

docs-lives: $(VENV)/.dev ## walk the stories and write what came of it (ARGS="hundred --measure --lives 2000" to look)
	@$(RUN) docs/lives.py $(ARGS)

lock: $(VENV)/.lock ## write requirements/ anew from pyproject.toml (UPGRADE=1 for newer versions)
	@$(LOCK) pyproject.toml --group build -o requirements/play.txt
	@$(LOCK) pyproject.toml --group build --extra serve -c requirements/play.txt -o requirements/serve.txt
	@$(LOCK) pyproject.toml --group build --extra room -c requirements/play.txt -o requirements/room.txt
	@$(LOCK) pyproject.toml --group dev --all-extras -c requirements/serve.txt -o requirements/dev.txt
	@$(LOCK) --group docs -o requirements/docs.txt
	@$(LOCK) --group lock -o requirements/lock.txt

build: $(VENV)/.dev ## a wheel and a source archive in dist/
	@$(RUN) -m hatchling build -d dist

clean: ## remove .venv, dist/ and site/
	@rm -rf $(VENV) dist site

# The stamps below say what .venv holds. One more reason to begin anew is a checkout that was moved: the
# commands in a virtual environment remember where they were installed.
HERE := $(shell [ -x $(RUN) ] && cat $(VENV)/.made 2>/dev/null)
ifneq ($(HERE),$(CURDIR))
$(VENV)/.made: FORCE
endif

$(VENV)/.made:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "$$python has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
		echo "Setting up $(VENV) with $$("$$python" --version); this happens once"; \
		"$$python" -m venv --clear $(VENV) && printf '%s\n' '$(CURDIR)' > $@; exit; \
	done; \
	echo "jangmadang needs Python 3.11 or later, and none was found. If you have one: make PYTHON=/path/to/python3" >&2; \
	exit 1

# The project itself is installed as a link to src/, from what is here already: nothing unpinned is fetched.
define install
@$(PIP) install --require-hashes -r $(1)
@$(PIP) install --no-index --no-deps --no-build-isolation -e .
endef

$(VENV)/.play: $(VENV)/.made requirements/play.txt pyproject.toml
	$(call install,requirements/play.txt)
	@touch $@

$(VENV)/.serve: $(VENV)/.made requirements/serve.txt pyproject.toml
	$(call install,requirements/serve.txt)
	@touch $@ $(VENV)/.play

$(VENV)/.room: $(VENV)/.made requirements/room.txt pyproject.toml
	$(call install,requirements/room.txt)
	@touch $@ $(VENV)/.play

$(VENV)/.dev: $(VENV)/.made requirements/dev.txt pyproject.toml
	$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.play $(VENV)/.serve $(VENV)/.room

$(VENV)/.docs: $(VENV)/.made requirements/docs.txt
	@$(PIP) install --require-hashes -r requirements/docs.txt
	@touch $@

$(VENV)/.lock: $(VENV)/.made requirements/lock.txt
	@$(PIP) install --require-hashes -r requirements/lock.txt
	@touch $@
