# Two commands do all the set-up: `make audit` and `make test`.
PYTHON ?= python3
VENV := .venv
LOCK ?= requirements.lock
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: audit setup docs test test-long fuzz fuzz-guided mutants lint demo bench lock browser storage clean
.DEFAULT_GOAL := audit

audit: setup  ## audit articles/ and write reports/
	@citewarden audit; status=$$?; [ $$status -ne 2 ] && [ $$status -le 3 ]

setup: $(VENV)/.installed  ## .venv with the citewarden command

$(VENV)/.installed: $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Citewarden needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

test: setup browser  ## the ordinary suite, some minutes
	pytest

test-long: setup browser  ## everything, those that are marked `long` too: a hundred kills, nights, memory, chance
	CITEWARDEN_FUZZ_SECONDS=$(or $(CITEWARDEN_FUZZ_SECONDS),300) pytest -m ""

fuzz: setup  ## odd inputs made by chance, for CITEWARDEN_FUZZ_SECONDS (1,200)
	pytest -m long -rP tests/test_fuzz.py

fuzz-guided: build/fuzz/.installed  ## the same by a fuzzer that sees which lines an input reaches
	build/fuzz/bin/python tests/fuzz_guided.py $(or $(CITEWARDEN_FUZZ_SECONDS),1200)

# an environment of its own over the other one: the fuzzer has 35 MB and no wheel for every Python
build/fuzz/.installed: $(VENV)/.installed
	$(BIN)/python -m venv build/fuzz
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"), "$(CURDIR)/src", sep="\n")' > \
	  "$$(build/fuzz/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/citewarden.pth"
	build/fuzz/bin/python -m pip install --quiet --disable-pip-version-check "atheris>=3.0,<4"
	@touch $@

mutants: build/mutants/.installed  ## sixty faults planted in the source by chance: which does no test notice?
	build/mutants/bin/python benchmarks/mutants.py --seed $(or $(SEED),$$(date +%j))

build/mutants/.installed: $(VENV)/.installed
	$(BIN)/python -m venv build/mutants
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > \
	  "$$(build/mutants/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/citewarden.pth"
	build/mutants/bin/python -m pip install --quiet --disable-pip-version-check "cosmic-ray>=8.7" "pytest-cov>=7"
	@touch $@

browser:  ## a Chromium for the browser tests, where this machine lets us install one; else they skip
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  echo "no Chromium: the browser tests will be skipped"

storage: build/storage/.installed  ## the kubernetes profile on a local bucket and a stand-in for the cluster
	build/storage/bin/python -m pytest -n 0 tests/test_storage.py

# an environment of its own over the other one: plugins that are installed slow every start of Snakemake
build/storage/.installed: $(VENV)/.installed
	$(BIN)/python -m venv build/storage
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"), "$(CURDIR)/src", sep="\n")' > \
	  "$$(build/storage/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/citewarden.pth"
	build/storage/bin/python -m pip install --quiet --disable-pip-version-check \
	  "snakemake-executor-plugin-kubernetes>=0.5" "kubernetes<37" "snakemake-storage-plugin-s3>=0.3.6" "moto[server]>=5.1"
	@touch $@

docs: setup  ## the documentation as a site in build/site/, every warning an error
	@NO_MKDOCS_2_WARNING=1 mkdocs build --strict --quiet && echo "build/site/index.html"

lint: setup  ## style, types, contracts, workflow
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	snakefmt --check Snakefile rules
	snakemake --lint

demo: setup  ## the same audit against a local world of registries and sites
	citewarden demo

bench: setup  ## every measured figure of the README (not what trains models or makes data)
	for script in benchmarks/[a-z]*.py; do \
	  case $$script in */train_*|*/build_*|*/fit_*|*/make_*|*/mutants.py) ;; *) python $$script || exit 1 ;; esac; \
	done

lock:  ## renew the locks, environment.yml and the list of licences from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --extra audit --universal --python-version 3.11 --generate-hashes --no-header -q -o requirements.lock
	$(PYTHON) tests/environment.py
	$(PYTHON) docs/licences.py

clean:  ## everything made here but the environment and the state
	rm -rf results reports/* demo .snakemake .pytest_cache .mypy_cache .ruff_cache
