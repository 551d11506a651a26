# `make demo` and `make test` need nothing but a Rust toolchain and make: each installs the rest, and may be run again.
# cmake and a C++ compiler build whisper.cpp.
BUILD_PACKAGES = cmake g++ pkg-config
RELEASE = target/release/outloud

.PHONY: demo test lint bench build setup fixtures demo-model demo-model-score

demo: build
	@echo "analysing a spoken answer with the model inside outloud"
	$(RELEASE) analyze fixtures/audio/star-90s-slt.flac

test: setup
	cargo test --locked

lint: setup
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items --quiet

build: setup
	cargo build --release --locked

setup:
	@scripts/setup.sh $(BUILD_PACKAGES)

# Time and memory of everything but whisper.cpp, and of the whole: figures, not tests.
bench: build
	@scripts/setup.sh python3 flac time
	python3 benches/cost.py $(RELEASE)

# Makes the recordings and transcripts of fixtures/ again.
fixtures:
	@scripts/setup.sh python3 flite espeak-ng libespeak-ng1 ffmpeg
	python3 fixtures/make.py
