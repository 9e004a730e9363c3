# Two commands matter: `make run` and `make test`. Everything happens inside .venv.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
SOURCE := $(if $(shell find data/inbox -type f ! -name '.*' 2>/dev/null | head -n 1),data/inbox,data/examples)
NO_VENV := Python cannot make a virtual environment here; on Debian: apt-get install python3-venv

.PHONY: run load notebooks test check format bench docs examples clean

run: load
	$(BIN)/python serve.py --server.port $(PORT)

load: .venv/app
	@echo "Loading $(SOURCE)"
	@$(BIN)/python -m etl load $(SOURCE) --replace || [ $$? -eq 1 ]

notebooks: load .venv/notebooks
	$(BIN)/python -m jupyterlab notebooks/start_here.ipynb --LabApp.news_url= --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

test: .venv/dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || echo "No Chromium: the browser tests will be skipped; on Debian: apt-get install chromium"
	@command -v tesseract >/dev/null || echo "No Tesseract: the tests of scans will be skipped; on Debian: apt-get install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict etl metrics display pages app.py serve.py export.py
	$(BIN)/python -m pytest

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev
	$(BIN)/python -m benchmarks.bench_reading
	$(BIN)/python -m benchmarks.bench_workbooks
	$(BIN)/python -m benchmarks.bench_pdf
	$(BIN)/python -m benchmarks.bench_loading
	$(BIN)/python -m benchmarks.bench_comparing
	$(BIN)/python -m benchmarks.bench_metrics
	$(BIN)/python -m benchmarks.bench_search
	$(BIN)/python -m benchmarks.bench_whole_book
	$(BIN)/python -m benchmarks.bench_pages
	$(BIN)/python -m benchmarks.bench_server

docs: .venv/app
	$(BIN)/python -m docs.generate

examples: .venv/dev
	$(BIN)/python -m data.examples

clean:
	rm -rf .venv data/warehouse

.venv/app: requirements.txt
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "$(NO_VENV)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/notebooks: .venv/app requirements-notebooks.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-notebooks.txt
	$(BIN)/python -m jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements
	@touch $@

.venv/dev: .venv/app requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
