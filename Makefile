# `make` lists the targets. Everything they do is in scripts/ and xtask/.
.DEFAULT_GOAL := help
.PHONY: help run build dev test check e2e bench docs model clean
SHELL := bash
ENV := . scripts/env &&
XTASK := $(ENV) cargo run --locked --quiet --package xtask --
ARGS ?= --data data
# With LOCAL=1 a small model is built in and used.
ifdef LOCAL
export HANDBILL_FEATURES := local
MODEL := export HANDBILL_LOCAL_MODEL="$$(scripts/model)" &&
endif

help: ## lists the targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-11s %s\n", $$1, $$2 }'

run: build ## builds what is missing, starts the server and prints its address
	@$(MODEL) exec dist/handbill serve $(ARGS)

build: ## leaves the product in dist/: it runs anywhere
	@scripts/setup build
	@$(XTASK) build

dev: ## serves a quick build and rebuilds and reloads after each change
	@scripts/setup build
	@$(XTASK) dev $(ARGS)

test: ## every test: Rust on SQLite and PostgreSQL, WASM border, browser journeys
	@scripts/test

check: ## formatting, lints for server and browser, licences and sources of dependencies, the guide
	@scripts/check

e2e: build ## only the browser journeys, against the built product
	@scripts/setup test
	@scripts/e2e $(FILTER)

bench: build ## measures sizes, latency and memory; never fails
	@scripts/setup bench
	@$(XTASK) sizes
	@$(ENV) scripts/bench
	@$(ENV) HANDBILL_CRASHES=200 scripts/postgres run -- cargo nextest run --locked --package server --no-capture -E 'binary(crash)'
	@$(ENV) cargo bench --locked --quiet --package usecases --bench gateway

docs: build ## takes the guide's pictures anew, builds the guide and prints its address
	@scripts/setup docs
	@scripts/docs

model: ## brings a small model for this machine, 98 MB, and says how to use it
	@scripts/model

clean: ## removes what builds left, also outside the checkout; keeps ./data
	@$(ENV) rm -rf dist docs/guide/book "$$CARGO_TARGET_DIR" "$$CARGO_TARGET_DIR-wasm"
