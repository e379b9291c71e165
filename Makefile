# Three commands matter: `make run` opens Inkglow, `make check` checks in two minutes all that needs no model,
# `make test` checks everything. All set up .venv first.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.inkglow-ready
OFFSCREEN := QT_QPA_PLATFORM=offscreen
# Test processes side by side; each takes a core and up to 3 GB. A file's tests stay together and share their model.
WORKERS ?= 2
# Tests without a model often wait for timers, so two processes more than cores keep these busy.
CHECK_WORKERS ?= 4
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# Compiled test modules are kept, even where the environment says otherwise: collecting takes half the time then.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run setup check test lint style types bench bench-8b rewrites evaluation methods faults tour attribute bands parity translations clean help

run: setup  ## open the editor on the starter model
	@$(BIN)/inkglow open

setup: $(STAMP)  ## make the private environment and install everything in it

$(STAMP): pyproject.toml constraints.txt tools/setup.py
	@PYTHON="$(PYTHON)" sh tools/python.sh tools/setup.py $(VENV)
	@touch $(STAMP)

check: setup style  ## check style, types and layering, and run every test that needs no model (two minutes)
	$(call beside_types,$(PYTEST) -n $(CHECK_WORKERS) -m "not model")

test: setup style  ## check style, types and layering, and run every test (no screen, network or GPU needed)
	$(call beside_types,$(PYTEST))

lint: style types  ## style, types and who may import whom

style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy
	$(BIN)/lint-imports

# Runs a command while types and layers are checked. Their output follows the command's; either may fail the target.
define beside_types
	@mkdir -p build; $(MAKE) --no-print-directory types >build/types.txt 2>&1 & types=$$!; \
	$(1); status=$$?; \
	wait $$types || status=1; cat build/types.txt; exit $$status
endef

bench: setup  ## measure speed as ratios in one run; prints a table and writes build/bench.json
	$(OFFSCREEN) $(BIN)/python -m tests.benchmarks.bench --out build/bench.json

bench-8b: setup  ## measure speed and memory at Llama-3-8B's size (4.5 GB of noise, 6 GB of memory, ten minutes)
	$(BIN)/python -m tests.benchmarks.bench_8b --out build/bench-8b.json

rewrites: setup  ## measure what rewriting does at several λ, beside the prompt alone; writes build/rewrites.json
	$(BIN)/python -m tests.benchmarks.rewrites --out build/rewrites.json

evaluation: setup  ## the paper's experiment on the starter model (half an hour); report in build/evaluation
	$(BIN)/inkglow evaluate --out build/evaluation --n 64 --tokens 150

methods: setup  ## compare ways of deriving and reading a score, on a test split of published pairs (40 minutes; needs ../shared/data)
	$(BIN)/python -m tests.benchmarks.methods --out build/methods.json --wordings

# In the order of tests/faults/report.py. A short form of each runs in `make test`.
FAULTS := $(foreach f,kill_program interleave kill_worker disks hostile network soak,$(if $(wildcard tests/faults/$(f).py),$(f)))

faults: setup  ## do harm to the running program (kills, bad disks, hostile files …: hours); counts add up in build/faults.json
	@status=0; for name in $(FAULTS); do $(MAKE) --no-print-directory faults-$$name || status=1; done; exit $$status

faults-%: setup  # one of them, for example `make faults-kill_program ARGS="--runs 20"`
	$(OFFSCREEN) $(BIN)/python -m tests.faults.$* $(ARGS)

tour: setup  ## drive the real window with the real model; screenshots in build/tour
	$(OFFSCREEN) $(BIN)/inkglow tour --out build/tour

translations: setup  ## collect the window's sentences for translators and compile what they wrote (resources/translations)
	$(BIN)/python tools/translations.py

REPORT_ON := ../shared/data/figurative_literal.jsonl ../shared/data/professional_edits.jsonl

REPORTS := $(foreach f,$(wildcard $(REPORT_ON)),--report-on $(f))
PROSE := $(foreach f,$(wildcard ../shared/data/published_prose.jsonl),--prose $(f))

attribute: setup  ## derive the starter model's attributes again (two hours; craft needs ../shared/data)
	$(BIN)/python -m convert derive --model starter --samples-per-premise 3 $(PROSE) --out resources/attributes/smollm2-135m-instruct.creativity.gguf $(REPORTS)
	$(BIN)/python -m convert derive --model starter --samples-per-premise 3 --method imagery --out resources/attributes/smollm2-135m-instruct.imagery.gguf $(REPORTS)
	$(BIN)/inkglow derive starter --pairs ../shared/data/professional_edits.jsonl --out resources/attributes/smollm2-135m-instruct.craft.gguf

bands: setup  ## fit the tables of the bands again, after creativity or imagery of the starter changed (needs ../shared/data)
	$(BIN)/python -m tests.benchmarks.bands --prose ../shared/data/published_prose.jsonl --write

parity: setup  ## compare torch's hidden states with llama.cpp's
	$(BIN)/python -m convert parity

.PHONY: package package-test package-measure
PACKAGE := $(PYTHON) -m tools.package

package:  ## packages for Linux in dist: .deb, .tar.gz, SBOM (compiles llama.cpp for any processor once: 20 minutes)
	@$(PACKAGE) environment $(if $(BACKEND),--backend $(BACKEND))
	@$(PACKAGE) tree
	@$(PACKAGE) archives

package-test:  ## run the packages in bare systems made by debootstrap, without Python, compiler and network (as root)
	@$(PACKAGE) test

package-measure: setup  ## start-up time and memory of the frozen program beside the source tree's
	@$(PACKAGE) measure

clean:  ## remove what was built (not the environment)
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'
