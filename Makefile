# run: the main job on embedded defaults.  test: what must always pass.  check: test and lint.  bench: the figures in the README.
GO ?= go
GOFUMPT = mvdan.cc/gofumpt@v0.9.2
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0

.PHONY: run build test check lint race bench tools kill

run:
	$(GO) run ./cmd/hearsay demo

build:
	$(GO) build -trimpath -ldflags='-s -w' -o hearsay ./cmd/hearsay

# The browser tests need Chromium. A superuser on Debian gets it; anyone else is told that they are skipped.
tools:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo "no Chromium here: the browser tests will be skipped"; fi

test: tools
	$(GO) vet ./...
	$(GO) test ./...

race:
	$(GO) test -race ./...

lint:
	$(GO) vet ./...
	@out=$$($(GO) run $(GOFUMPT) -l -modpath hearsay cmd corpus crawl extract index search); \
	if [ -n "$$out" ]; then echo "gofumpt would change:"; echo "$$out"; exit 1; fi
	$(GO) run $(STATICCHECK) ./...

check: lint race

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# The long forms of the crawler's tests: 200 kills, a million addresses, large simulated webs.
kill:
	HEARSAY_KILLS=200 $(GO) test -count=1 -v -run TestKill ./crawl
	HEARSAY_LONG=1 $(GO) test -count=1 -v -run 'TestFocus|TestMillion' ./crawl/...
