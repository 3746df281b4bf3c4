package crawl

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
	"hearsay/crawl/frontier"
)

// The test binary is its own crawler process: what the environment variable names is crawled, until it is killed.
const childVariable = "HEARSAY_CRAWL_CHILD"

func TestMain(m *testing.M) {
	if spec := os.Getenv(childVariable); spec != "" {
		os.Unsetenv(childVariable)
		if err := child(spec); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if spec := os.Getenv(serverVariable); spec != "" {
		if err := heavyServer(spec); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A childSpec is what a child process crawls.
type childSpec struct {
	Dir, Addr string
	Seeds     []string
	Delay     time.Duration
}

// A captureFile is a Sink that writes a line for every capture before it returns.
type captureFile struct{ f *os.File }

func (c captureFile) Captured(_ context.Context, cap corpus.Capture) error {
	b, err := json.Marshal(cap)
	if err == nil {
		_, err = c.f.Write([]byte("\n" + string(b) + "\n")) // a torn line does not spoil the next one
	}
	return err
}

func (c captureFile) Alias(context.Context, string, string) error { return nil }

func child(spec string) error {
	var s childSpec
	if err := json.Unmarshal([]byte(spec), &s); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(s.Dir, "captures"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	ar := &warc.Writer{Dir: filepath.Join(s.Dir, "archive")}
	c := &Crawler{
		Dir: filepath.Join(s.Dir, "frontier"), Archive: ar, Sink: captureFile{f}, Seeds: s.Seeds, Private: []string{"*"}, Delay: s.Delay, Factor: .01,
		Backoff: 10 * time.Millisecond,
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, network, s.Addr)
		},
	}
	_, err = c.Run(context.Background())
	return errors.Join(err, ar.Close())
}

// killSites are hosts whose pages lead to each other, so that a page that is lost loses others.
func killSites(w *web, hosts, pages int) (seeds []string) {
	for h := range hosts {
		s := site{"/robots.txt": "User-agent: *\nDisallow: /no\n", "/": "<a href='/p0'>0</a>"}
		for p := range pages {
			next := fmt.Sprintf("<a href='/p%d'>next</a> <a href='/p%d'>next</a> <a href='http://k%d.example/p%d'>over</a><a href='/no/%d'>no</a>", 2*p+1, 2*p+2, (h+1)%hosts, p, p)
			if 2*p+2 >= pages {
				next = ""
			}
			s[fmt.Sprintf("/p%d", p)] = article(fmt.Sprintf("Page %d of host %d", p, h), ferryNews, next, strings.Repeat("<p>More words.</p>", 50))
		}
		name := fmt.Sprintf("k%d.example", h)
		w.sites[name] = s
		seeds = append(seeds, "http://"+name+"/")
	}
	return seeds
}

// A crawl that is killed again and again by SIGKILL loses no address, repeats at most what was in flight, leaves no record
// in the archive that cannot be read, and stays polite over all its lives.
func TestKill(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("HEARSAY_KILLS")); err == nil {
		kills = n
	}
	const hosts, delay = 6, 8 * time.Millisecond
	pages := max(31, kills*2-1) | 1
	w := newWeb(t)
	spec := childSpec{Dir: t.TempDir(), Addr: w.addr, Seeds: killSites(w, hosts, pages), Delay: delay}
	enc, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(7, uint64(kills)))
	killed := 0
	for lives := 1; ; lives++ {
		if lives > kills+40 {
			t.Fatal("the crawl does not end")
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childVariable+"="+string(enc))
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if killed < kills {
			hits := len(w.log(""))
			for wait := time.Now(); len(w.log("")) < hits+3 && time.Since(wait) < 3*time.Second; {
				time.Sleep(time.Millisecond)
			}
			time.Sleep(time.Duration(rnd.IntN(40)) * time.Millisecond)
			cmd.Process.Kill()
		}
		if cmd.Wait() == nil {
			break
		}
		killed++
	}
	t.Logf("%d kills, %d requests for %d addresses", killed, len(w.log("")), hosts*(pages+1))
	if killed < kills {
		t.Errorf("the crawl was over after %d kills", killed)
	}
	checkKilled(t, w, spec, hosts, pages, killed)
}

func checkKilled(t *testing.T, w *web, spec childSpec, hosts, pages, killed int) {
	captured := map[string]bool{}
	f, err := os.Open(filepath.Join(spec.Dir, "captures"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var c corpus.Capture
		if json.Unmarshal(sc.Bytes(), &c) != nil {
			continue // a line that was torn by a kill
		}
		captured[c.URL] = true
		r, err := warc.Read(filepath.Join(spec.Dir, "archive"), warc.Ref{File: c.WARC, Offset: c.Offset})
		if err != nil || r.URI != c.URL {
			t.Errorf("captured but not in the archive: %s: %v", c.URL, err)
		}
	}
	states := map[string]string{}
	fr, err := frontier.Open(filepath.Join(spec.Dir, "frontier"), frontier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer fr.Close()
	for r := range fr.All() {
		states[r.URL] = r.State + " " + r.Why
	}
	lost, repeats, worst := 0, 0, time.Hour
	for h := range hosts {
		name := fmt.Sprintf("k%d.example", h)
		for p := range pages {
			if u := fmt.Sprintf("http://%s/p%d", name, p); !captured[u] {
				lost++
				t.Logf("lost: %s, in the frontier %q", u, states[u])
			}
		}
		log := w.log(name)
		seen := map[string]int{}
		for i, hit := range log {
			if seen[hit.path]++; seen[hit.path] > 1 {
				repeats++
			}
			if strings.HasPrefix(hit.path, "/no") {
				t.Errorf("%s%s is disallowed", name, hit.path)
			}
			if i > 0 {
				worst = min(worst, hit.at.Sub(log[i-1].at))
			}
		}
	}
	if lost > 0 {
		t.Errorf("%d addresses are lost", lost)
	}
	if repeats > killed*hosts {
		t.Errorf("%d requests were repeated after %d kills with at most %d in flight", repeats, killed, hosts)
	}
	if worst < spec.Delay-time.Millisecond {
		t.Errorf("two requests to a host came within %v", worst)
	}
	unreadable, torn := readAll(t, filepath.Join(spec.Dir, "archive"))
	if unreadable > 0 {
		t.Errorf("%d records cannot be read", unreadable)
	}
	t.Logf("%d repeated, %d torn tails, shortest time between two requests to a host %v", repeats, torn, worst)
}

// readAll reads every record below dir with its digests. A record that a kill has torn never counted.
func readAll(t *testing.T, dir string) (unreadable, torn int) {
	files, err := warc.Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		for _, err := range (&warc.Scanner{Check: true}).File(filepath.Join(dir, name)) {
			switch {
			case errors.Is(err, warc.ErrTorn):
				torn++
			case err != nil:
				unreadable++
				t.Log(err)
			}
		}
	}
	return unreadable, torn
}
