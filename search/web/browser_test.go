package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A browser is a tab of a headless Chromium, which collects what the console complains of.
type browser struct {
	ctx    context.Context
	mu     sync.Mutex
	errors []string
}

// newBrowser starts Chromium. It skips the test where there is none.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	i := slices.IndexFunc(names, func(n string) bool { _, err := exec.LookPath(n); return err == nil })
	if i < 0 {
		t.Skip("no Chromium here: the pages are not looked at in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.ExecPath(names[i]))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.do(t, call(log.Enable, cdp.Empty{}))
	return b
}

func (b *browser) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError || ev.Entry.Level == log.EntryLevelWarning {
			b.errors = append(b.errors, ev.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		b.errors = append(b.errors, ev.ExceptionDetails.Text)
	}
}

// complaints returns what the console said since the last call.
func (b *browser) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.errors
	b.errors = nil
	return out
}

func call[P any](c cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

func (b *browser) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// eval returns what a script evaluates to.
func eval[T any](t *testing.T, b *browser, script string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", clip(script, 80), err)
	}
	return v
}

// look is a way to look at a page.
type look struct {
	scheme string
	width  int64
}

func (b *browser) open(t *testing.T, url string, l look) {
	t.Helper()
	b.do(t,
		call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}}),
		chromedp.EmulateViewport(l.width, 800),
		chromedp.Navigate(url))
}

// TestBrowser opens every page, wide and narrow, light and dark, with everything unfolded: nothing may stick out sideways,
// the console must be silent, and axe-core must find nothing where it can be installed.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("browser tests take seconds")
	}
	b := newBrowser(t)
	p := newPress(t)
	srv := httptest.NewServer(p.handler())
	defer srv.Close()
	axe := axeScript(t)
	found := 0
	for path := range p.paths() {
		for i, l := range []look{{"light", 1280}, {"dark", 360}, {"light", 320}} {
			b.open(t, srv.URL+path, l)
			over := eval[string](t, b, `document.querySelectorAll('details').forEach(d => d.open = true);
				const w = document.documentElement.clientWidth;
				document.documentElement.scrollWidth <= w ? '' : document.documentElement.scrollWidth + ' > ' + w + ': ' +
					[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('.scroll'))
						.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ')`)
			if over != "" {
				t.Errorf("%s at %d px sticks out: %s", path, l.width, over)
			}
			for _, c := range b.complaints() {
				t.Errorf("%s: the console says %s", path, c)
			}
			if axe != "" && i < 2 {
				found += b.axe(t, axe, path, l)
			}
		}
	}
	if axe != "" {
		t.Logf("axe-core found %d violations on %d pages", found, len(p.paths()))
	}
}

// axe reports what axe-core finds on the open page, and how much that is.
func (b *browser) axe(t *testing.T, script, path string, l look) int {
	t.Helper()
	b.do(t, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[*runtime.RemoteObject](script))
		return err
	}))
	found := eval[[]string](t, b, `axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' +
		v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' (' + n.any.map(a => a.message).join('; ') + ')').join(' | ')))`)
	for _, f := range found {
		t.Errorf("%s, %s at %d px: %s", path, l.scheme, l.width, f)
	}
	return len(found)
}

// axeScript installs axe-core into a temporary folder and returns its source, "" where that does not work.
func axeScript(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "npm", "install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", "axe-core@4.14.1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Logf("axe-core could not be installed, its checks are skipped: %v %s", err, clip(string(out), 200))
		return ""
	}
	src, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Logf("axe-core is not where it should be, its checks are skipped: %v", err)
		return ""
	}
	return string(src)
}

// TestKeyboard walks through a page with the tab key: the skip link comes first, and every stop is visibly focused.
func TestKeyboard(t *testing.T) {
	if testing.Short() {
		t.Skip("browser tests take seconds")
	}
	b := newBrowser(t)
	p := newPress(t)
	srv := httptest.NewServer(p.handler())
	defer srv.Close()
	for _, path := range []string{"/", "/claim/" + string(p.claim), "/search?q=pier"} {
		b.open(t, srv.URL+path, look{"light", 1280})
		var stops []string
		for range 40 {
			b.do(t, chromedp.KeyEvent(kb.Tab))
			at := eval[string](t, b, `(() => {
				const e = document.activeElement;
				if (e === document.body) return '';
				const s = getComputedStyle(e), r = e.getBoundingClientRect();
				const seen = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && r.width > 0 && r.right > 0 && r.left < innerWidth;
				return (seen ? '' : 'UNSEEN ') + (e.className || e.tagName) + ' ' + e.textContent.trim().slice(0, 30);
			})()`)
			if at == "" {
				break
			}
			stops = append(stops, at)
			if strings.HasPrefix(at, "UNSEEN") {
				t.Errorf("%s: the focus cannot be seen on %s", path, at)
			}
		}
		if len(stops) < 8 || !strings.HasPrefix(stops[0], "skip") {
			t.Errorf("%s: the tab key stops at %q", path, stops)
		}
	}
}

// TestTarget follows a link to a mention: its sentence is in view and highlighted.
func TestTarget(t *testing.T) {
	if testing.Short() {
		t.Skip("browser tests take seconds")
	}
	b := newBrowser(t)
	p := newPress(t)
	srv := httptest.NewServer(p.handler())
	defer srv.Close()
	b.open(t, fmt.Sprintf("%s/article/%s#%s", srv.URL, p.wire, p.first.ID), look{"light", 360})
	if !eval[bool](t, b, `(() => {
		const s = document.querySelector(':target').closest('.sent'), r = s.getBoundingClientRect();
		return getComputedStyle(s).backgroundColor !== 'rgba(0, 0, 0, 0)' && r.top >= 0 && r.bottom <= innerHeight;
	})()`) {
		t.Error("the sentence is not shown highlighted")
	}
}
