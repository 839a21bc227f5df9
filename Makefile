# Le travail est dans packaging/ ; ici, un nom pour chaque commande.
.DEFAULT_GOAL := help
.PHONY: run test setup screenshots bench monkey clean lock docs help

run: ## installe ce qui manque, puis ouvre l’exemple (sans écran : écrit le PDF et l’Excel)
	@sh packaging/setup.sh run
	@sh packaging/run.sh

test: ## installe ce qui manque, puis passe tous les contrôles du code
	@sh packaging/setup.sh test
	@sh packaging/test.sh

setup: ## installe seulement ce qu’il faut pour développer
	@sh packaging/setup.sh test

screenshots: ## dessine toutes les pages dans build/screenshots/
	@sh packaging/setup.sh run
	.venv/bin/python packaging/screenshots.py

monkey: ## dix mille actes au hasard dans la fenêtre
	@sh packaging/setup.sh test
	QT_QPA_PLATFORM=offscreen MONKEY_ACTS=10000 .venv/bin/pytest -q -rP tests/stories/test_monkey.py

bench: ## mesure les temps
	@sh packaging/setup.sh run
	.venv/bin/python packaging/bench.py

docs: ## récrit ce que docs/ tire du programme : les contrôles, le schéma d’échange
	@sh packaging/setup.sh run
	.venv/bin/python packaging/generated_pages.py

lock: ## récrit requirements.lock d’après pyproject.toml (LOCK=--upgrade : avec les dernières versions)
	@sh packaging/setup.sh run
	.venv/bin/python -m uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install --quiet uv
	.venv/bin/python -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet \
		$(LOCK) -o requirements.lock

clean: ## enlève tout ce qui se refait : build/, .venv et les caches
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find nfi_planner tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## cette liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
