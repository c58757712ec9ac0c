# The commands of Tavern. The first two need Python 3.11+ (with venv), make and git, and nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench faults messages frontend clean

# A terminal without a locale must not garble Russian; a caller's Python settings must not reach ours.
export PYTHONUTF8 := 1
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE VIRTUAL_ENV DJANGO_SETTINGS_MODULE

python := .venv/bin/python
environment = PYTHON=$$(sh common/one_command/find-python) && "$$PYTHON" -m common.one_command.environment

help: ## say what there is
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/'

run: ## start the site on http://127.0.0.1:8000 (PORT, DATA_DIR, UNDO_SECONDS, TAVERN_LIMITS=relaxed)
	@PYTHON=$$(sh common/one_command/find-python) && exec "$$PYTHON" -m common.one_command

test: ## run the whole suite (ONLY="ads -k moderation" for a part)
	@$(environment) dev
	@$(python) -m common.dev_tools.browser
	@$(python) -m pytest --numprocesses=3 --dist=loadscope $(ONLY)

lint: ## check style, types, layers, templates, translations and the front-end build
	@$(environment) dev
	@$(python) -m common.dev_tools.lint

format: ## format Python and templates
	@$(environment) dev
	@$(python) -m ruff check --fix-only --quiet .
	@$(python) -m ruff format --quiet .

bench: ## measure against a baseline of the same run (ONLY=board for a part)
	@$(environment) dev
	@$(python) -m benchmarks $(ONLY)

faults: ## kill what may die in the middle and count what was lost
	@$(environment) dev
	@$(python) -m benchmarks.faults $(ONLY)

messages: ## collect the texts of the site into the catalogues, and compile them
	@$(environment) dev
	@$(python) -m common.dev_tools.messages

frontend: ## build static/dist from frontend/
	@$(environment) dev
	@$(python) -m common.dev_tools.frontend build

clean: ## remove what these commands made, except your data (.data)
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache frontend/node_modules
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
