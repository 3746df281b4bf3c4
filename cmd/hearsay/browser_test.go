package main

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"hearsay/corpus"
	"hearsay/corpus/store"
)

var screenshot = flag.String("screenshot", "", "write a picture of a claim page of the demo to this PNG file")

// TestDemoInBrowser opens the demo as its user does, in Chromium: each page that the first one leads to shows its heading
// and sticks out nowhere on a telephone. With -screenshot it writes the picture in the README.
func TestDemoInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls for several seconds")
	}
	tab := newTab(t)
	f, url := serveSample(t)
	const width, height = 1100, 1000
	if *screenshot != "" {
		inTab(t, tab, chromedp.EmulateViewport(width, height))
		inTab(t, tab, chromedp.Navigate(url+"claim/"+string(showpiece(t, f))))
		png := inTab(t, tab, chromedp.CaptureScreenshot())
		if err := os.WriteFile(*screenshot, png, 0o666); err != nil {
			t.Fatal(err)
		}
		t.Logf("wrote %d bytes to %s", len(png), *screenshot)
	}
	inTab(t, tab, chromedp.EmulateViewport(360, 800))
	inTab(t, tab, chromedp.Navigate(url))
	pages := inTab(t, tab, chromedp.Evaluate[[]string](`[...new Set([...document.querySelectorAll('nav a, main a')].map(a => a.href))].slice(0, 20)`))
	if len(pages) < 10 {
		t.Errorf("the first page leads to %d others", len(pages))
	}
	for _, p := range append(pages, url) {
		inTab(t, tab, chromedp.Navigate(p))
		if !inTab(t, tab, chromedp.Evaluate[bool](`document.documentElement.scrollWidth <= innerWidth && document.querySelectorAll('h1').length === 1`)) {
			t.Errorf("%s sticks out sideways, or has no heading", p)
		}
	}
}

// newTab starts Chromium. It skips the test where there is none.
func newTab(t *testing.T) context.Context {
	t.Helper()
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	i := slices.IndexFunc(names, func(n string) bool { _, err := exec.LookPath(n); return err == nil })
	if i < 0 {
		t.Skip("no Chromium here: the demo is not looked at in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.ExecPath(names[i]))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

func inTab[T any](t *testing.T, tab context.Context, a chromedp.Action[T]) T {
	t.Helper()
	v, err := chromedp.Run(tab, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// serveSample makes the corpus of the demo and serves it until the test ends.
func serveSample(t *testing.T) (*folder, string) {
	t.Helper()
	e, log := newTestEnv()
	dir := t.TempDir()
	if err := runDemo(t.Context(), e, demoOptions{once: true, story: "ice-cloud", dir: dir}); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	f, err := openFolder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return f, serveFolder(t, e, f)
}

// serveFolder serves the pages of f until the test ends, closes it then, and returns the address of the first page.
func serveFolder(t *testing.T, e *env, f *folder) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ready, done := make(chan string, 1), make(chan error, 1)
	go func() { done <- runServe(ctx, e, f, "127.0.0.1:0", func(url string) { ready <- url }) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		f.Close()
	})
	select {
	case url := <-ready:
		return url
	case err := <-done:
		done <- err
		t.Fatal(err)
	}
	return ""
}

// showpiece returns the claim about a figure that most outlets carry.
func showpiece(t *testing.T, f *folder) corpus.ClaimID {
	t.Helper()
	for c, err := range f.store.Claims(t.Context(), store.BySpread) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Kind == corpus.FigureMention {
			return c.ID
		}
	}
	t.Fatal("no claim about a figure")
	return ""
}
