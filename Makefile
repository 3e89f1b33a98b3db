# Everything starts here: `make run`, `make test`. The environment stands in .venv, from the locks, hashes required.
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
SHELL := /bin/sh

PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
SCREEN := $(PY) tools/virtual_screen.py --
DISPLAYED := $(DISPLAY)$(WAYLAND_DISPLAY)
NEEDS := tools/system_packages.sh

export PYTHONUTF8 := 1

.PHONY: help run test lint check soak demo bench bundle lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST)

.venv/.made: tools/python.sh
	@$(NEEDS) python
	@if ! $(PY) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Environment: .venv"; "$$(tools/python.sh)" -m venv --clear .venv; fi
	@touch $@

.venv/.run: requirements.lock pyproject.toml .venv/.made
	@echo "Installing what the program needs into .venv"
	$(PIP) install --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml .venv/.made
	@echo "Installing what the program and its tests need into .venv"
	$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch .venv/.run $@

run: .venv/.run ## the window; without a display, the main job is walked on a virtual screen into build/demo
	@$(NEEDS) window
ifeq ($(DISPLAYED),)
	@$(NEEDS) screen
	@echo "No display: walking the main job with fictive data on a virtual screen."
	$(SCREEN) $(PY) -m tools.walk build/demo
	@echo "The vault, the letters and a picture of every screen are in build/demo/"
else
	$(PY) -m ui
endif

test: lint check ## lint, then every test

lint: .venv/.dev ## style, types, direction of the imports
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/basedpyright
	.venv/bin/lint-imports --no-cache

check: .venv/.dev
	@$(NEEDS) window screen pdf session
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 -m 'not window' </dev/null
	$(SCREEN) $(PY) -m pytest -q -m window </dev/null

soak: .venv/.dev ## every fault of the vault two hundred times, from a seed that it prints (SEED=n again)
	@$(NEEDS) window session
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n 2 --fault-rounds 200 $(if $(SEED),--fault-seed $(SEED)) tests/faults </dev/null

demo: .venv/.run ## a fictive office in build/demo, and the manual's pictures taken anew
	@$(NEEDS) window screen
	$(SCREEN) $(PY) -m tools.walk build/demo --manual resources/manual --stick "$$(mktemp -d)/cle"

bench: .venv/.dev ## what it costs, as ratios in one run
	@$(NEEDS) window screen
	$(SCREEN) $(PY) -m tools.bench

bundle: .venv/.dev ## dist/referent-desk, a folder that needs no Python; then proves that it works
	@$(NEEDS) window screen
	$(PY) -m PyInstaller --noconfirm --log-level WARN --workpath build/pyinstaller --distpath dist build.spec
	$(SCREEN) $(PY) tools/check_bundle.py dist/referent-desk

lock: .venv/.dev ## newer versions into the locks; no host may be named there
	$(LOCK) pyproject.toml --upgrade -o requirements.lock
	$(LOCK) pyproject.toml --upgrade --group dev -c requirements.lock -o requirements-dev.lock
	@! grep -nE '://|--(extra-)?index-url|--find-links' requirements.lock requirements-dev.lock

LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-config --no-emit-index-url --no-emit-find-links

clean: ## what was built, the environment too
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find referent_desk ui resources tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
