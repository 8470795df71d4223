# Two commands: `make play` serves the page, `make test` runs every test. Each sets up what it needs.
#
#   make play     the page on http://localhost:4173
#   make saddle   the command line, target/release/saddle; `make saddle-mpi` the same for several processes
#   make test     format, lints, library and command line, both wasm bundles in Chromium, the page in three browsers
#   make bench    this machine's figures
#   make clean    removes what the others made

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

# Tools that the project pins for itself; a cache outside may hold them.
TOOLS ?= $(CURDIR)/.tools
CARGO_TARGET_DIR ?= $(CURDIR)/target
export TOOLS CARGO_TARGET_DIR
export PATH := $(TOOLS)/bin:$(HOME)/.cargo/bin:$(PATH)

# wasm-bindgen's tool must be of the library's version in Cargo.lock.
WASM_BINDGEN := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
WASM_PACK := 0.14.0

RUST := $(shell find src -name '*.rs') Cargo.toml Cargo.lock rust-toolchain.toml .cargo/config.toml
# A step on WebGPU computed by the processor takes seconds, its first one more.
WASM_TEST := WASM_BINDGEN_TEST_TIMEOUT=900 wasm-pack test --headless --chrome --chromedriver /usr/bin/chromedriver . --profile web --test

.PHONY: play dist saddle saddle-mpi test bench clean lint test-rust test-wasm-cpu test-wasm-gpu test-page

# Serves the page as soon as it stands, and makes the GPU's engine, which takes longer, behind it.
play: dist/index.html
	node www/tools/play.js

saddle: .tools/compiler
	cargo build --release --locked -p saddle-cli

saddle-mpi: .tools/compiler .tools/mpi
	cargo build --release --locked -p saddle-cli --features mpi

test: lint test-rust test-wasm-cpu test-wasm-gpu test-page

lint: .tools/compiler .tools/mpi node_modules
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo clippy -p saddle-cli --features mpi --all-targets --locked -- -D warnings
	npm run check

# The GPU path runs on Chromium's software Vulkan where there is no hardware.
test-rust: .tools/compiler .tools/browser .tools/mpi .tools/python
	VK_DRIVER_FILES="$${VK_DRIVER_FILES-/usr/lib/chromium/vk_swiftshader_icd.json}" \
	SADDLE_PYTHON=$(TOOLS)/python/bin/python \
	cargo test --workspace --features saddle-cli/mpi --release --locked

test-wasm-cpu: .tools/wasm .tools/wasm-pack .tools/browser
	$(WASM_TEST) browser_cpu

test-wasm-gpu: .tools/wasm .tools/wasm-pack .tools/browser
	$(WASM_TEST) browser_gpu --features gpu

test-page: dist .tools/browser .tools/browsers
	npm run test

bench: saddle
	$(CARGO_TARGET_DIR)/release/saddle bench

clean:
	rm -rf dist www/wasm node_modules .tools target test-results

# The page with both engines.
dist: dist/index.html dist/assets/gpu.json

dist/index.html: www/wasm/cpu/saddle.js www/wasm/cpu-relaxed/saddle.js node_modules index.html vite.config.js $(shell find www -not -path 'www/wasm*' -type f)
	npx vite build

dist/assets/gpu.json: www/wasm/gpu/saddle.js dist/index.html
	node www/tools/gpu-engine.js

www/wasm/cpu/saddle.js: .tools/wasm node_modules $(RUST)
	scripts/bundle cpu

www/wasm/cpu-relaxed/saddle.js: www/wasm/cpu/saddle.js
	scripts/bundle cpu-relaxed --features relaxed-simd

www/wasm/gpu/saddle.js: .tools/wasm node_modules $(RUST)
	scripts/bundle gpu --features gpu

node_modules: package.json package-lock.json
	npm ci
	touch node_modules

.tools/compiler .tools/browser .tools/browsers .tools/mpi .tools/python .tools/wasm .tools/wasm-pack: scripts/setup
	mkdir -p .tools
	WASM_BINDGEN=$(WASM_BINDGEN) WASM_PACK=$(WASM_PACK) scripts/setup $(@F)
	touch $@

.tools/wasm .tools/wasm-pack: .tools/compiler
