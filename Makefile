# Khazana's commands. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test lint docs bench clean ready

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: ready ## open the app on this machine (PORT=8601 chooses the port)
	@$(BIN)/python serve.py

test: ready lint ## everything: style, import contracts, all tests, a real browser
	@$(PYTHON) install.py --browser
	@$(BIN)/python tests/halves.py && echo "Khazana: all green." || { echo "Khazana: not green, see above."; exit 1; }

lint: ready ## style, formatting and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

docs: ready ## what README.md and docs/ say is tried out
	@$(BIN)/python -m pytest tests/test_docs.py

bench: ready ## the figures of benchmarks/ (ONLY=store runs one group)
	@$(BIN)/python -m benchmarks $(ONLY)

clean: ## remove the environment and all caches; the store in var/ stays
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@$(PYTHON) install.py
