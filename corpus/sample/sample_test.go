package sample

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus/story"
)

// start serves the press for a test and returns it with a client that reaches it and nothing else.
func start(t *testing.T) (*Server, *http.Client) {
	t.Helper()
	s, err := Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, s.Client()
}

// get fetches address without following redirects.
func get(t *testing.T, c *http.Client, address string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestPress(t *testing.T) {
	s, c := start(t)
	if n := len(s.Outlets()); n != 10 {
		t.Errorf("%d outlets, want 10", n)
	}
	for _, o := range s.Outlets() {
		pages := append(slices.Clone(o.Lists), "/about")
		for _, p := range pages {
			resp, body := get(t, c, "http://"+o.Host+p)
			if resp.StatusCode != http.StatusOK || !strings.Contains(body, Disclaimer) {
				t.Errorf("%s%s: status %s, disclaimer %v", o.Host, p, resp.Status, strings.Contains(body, Disclaimer))
			}
		}
	}
	for _, a := range s.Articles() {
		resp, body := get(t, c, a.URL())
		if resp.StatusCode != http.StatusOK || !strings.Contains(body, Disclaimer) {
			t.Errorf("%s: status %s, disclaimer %v", a.Key, resp.Status, strings.Contains(body, Disclaimer))
		}
		if got := resp.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
			t.Errorf("%s: %s", a.Key, got)
		}
	}
	if trapped := s.Trapped(); len(trapped) > 0 {
		t.Errorf("trapped: %q", trapped)
	}
}

func TestDialRefusesTheWorld(t *testing.T) {
	s, _ := start(t)
	for _, addr := range []string{"www.example.com:80", "meridianwire.example.com:80", "127.0.0.1:80", "nosuch.example:80"} {
		if conn, err := s.Dial(context.Background(), "tcp", addr); err == nil {
			conn.Close()
			t.Errorf("Dial(%q) connected", addr)
		}
	}
	conn, err := s.Dial(t.Context(), "tcp", "MeridianWire.example:80")
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

func TestStoryFiles(t *testing.T) {
	s, c := start(t)
	for _, name := range Stories() {
		text, err := StoryFile(name)
		if err != nil {
			t.Fatal(err)
		}
		st, err := story.Parse(name+".yaml", text)
		if err != nil {
			t.Fatal(err)
		}
		for _, seed := range st.Seeds() {
			if resp, _ := get(t, c, seed); resp.StatusCode != http.StatusOK {
				t.Errorf("%s: seed %s: %s", name, seed, resp.Status)
			}
		}
		for _, o := range s.Outlets() {
			if st.OutletOf(o.Host) == nil {
				t.Errorf("%s: the story does not name %s", name, o.Host)
			}
		}
		for _, a := range s.Articles() {
			if got := st.About(a.Text(LastVisit)); got != (a.Story == name) {
				t.Errorf("%s: About(%s) = %v, relevance %v", name, a.Key, got, st.Relevance(a.Text(LastVisit)))
			}
			if !st.Covers(a.Published) {
				t.Errorf("%s: %s is outside the period", name, a.Key)
			}
		}
	}
	if _, err := StoryFile("nosuch"); err == nil {
		t.Error("a story file that is not there")
	}
}

func TestClock(t *testing.T) {
	s, c := start(t)
	s.SetClock(time.Date(2026, 2, 16, 0, 0, 0, 0, time.UTC))
	for _, a := range s.Articles() {
		if resp, _ := get(t, c, a.URL()); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s before it is published: %s", a.Key, resp.Status)
		}
	}
}
