# run: the main job on embedded defaults.  test: what must always pass.  check: test and lint.  bench: the figures in the README.
GO ?= go
GOFUMPT = mvdan.cc/gofumpt@v0.9.2
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.7.0

.PHONY: run build test check lint race bench screenshot tools kill

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

# The article bench compares with other extractors; it is a module of its own and needs labelled pages, see its main.go.
PAGES ?= $(CURDIR)/../shared/data/articles/aeb.jsonl.gz
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...
	@if [ -f "$(PAGES)" ]; then cd extract/article/bench && $(GO) run . "$(PAGES)"; \
	else echo "no labelled pages at $(PAGES): the comparison of article extractors is left out"; fi

# The picture in the README: a claim page of the demo.
screenshot:
	$(GO) test ./cmd/hearsay -run DemoInBrowser -count=1 -screenshot $(CURDIR)/search/web/screenshot.png

# The long forms of the crawler's tests: 200 kills, a million addresses, large simulated webs.
kill:
	HEARSAY_KILLS=200 $(GO) test -count=1 -v -run TestKill ./crawl
	HEARSAY_LONG=1 $(GO) test -count=1 -v -run 'TestFocus|TestMillion' ./crawl/...
