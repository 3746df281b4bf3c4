package sample

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// A site answers for one outlet.
type site struct {
	*Outlet
	press    *Press
	pages    *template.Template
	robots   []byte
	articles []*Article
}

func newSite(p *Press, o Outlet) (*site, error) {
	s := &site{Outlet: &o, press: p}
	dir := path.Join("data", o.Key)
	var err error
	if s.robots, err = data.ReadFile(path.Join(dir, "robots.txt")); err != nil {
		return nil, err
	}
	if s.pages, err = template.New(o.Key).Funcs(funcs).ParseFS(data, path.Join(dir, "page.html")); err != nil {
		return nil, err
	}
	entries, err := data.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".txt" || e.Name() == "robots.txt" {
			continue
		}
		b, err := data.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		a, err := parseArticle(s.Outlet, path.Join(o.Key, e.Name()), string(b))
		if err != nil {
			return nil, err
		}
		s.articles = append(s.articles, a)
	}
	return s, nil
}

// bare returns the host without www.
func (s *site) bare() string { return strings.TrimPrefix(s.Host, "www.") }

// visible returns the articles that are published at time t, the newest first.
func (s *site) visible(t time.Time) []*Article {
	var out []*Article
	for _, a := range s.articles {
		if !t.Before(a.Published) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b *Article) int { return b.Published.Compare(a.Published) })
	return out
}

// ServeHTTP sends the host's other name to its canonical one, and serves the rest.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, _, _ := strings.Cut(strings.ToLower(r.Host), ":")
	if host != s.Host {
		w.Header().Set("Date", s.press.clock().Format(http.TimeFormat))
		http.Redirect(w, r, "http://"+s.Host+r.URL.RequestURI(), http.StatusMovedPermanently)
		return
	}
	s.serve(w, r)
}

// serve answers one request by the path alone.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	now := s.press.clock()
	w.Header().Set("Date", now.Format(http.TimeFormat))
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this press can only be read", http.StatusMethodNotAllowed)
		return
	}
	p := r.URL.Path
	if f := s.feed(p); f != nil {
		s.serveFeed(w, r, *f, now)
		return
	}
	if a := s.press.byKey[s.Moved[p]]; a != nil {
		http.Redirect(w, r, a.URL(), http.StatusFound)
		return
	}
	if slices.ContainsFunc(s.Traps, func(t string) bool { return strings.HasPrefix(p, t) }) {
		s.press.trap("http://" + s.Host + r.URL.RequestURI())
		s.render(w, r, http.StatusOK, "plain", s.trapPage(p, now))
		return
	}
	switch i := slices.Index(s.Lists, p); {
	case p == "/robots.txt":
		s.send(w, r, http.StatusOK, "text/plain; charset=utf-8", s.robots)
	case i >= 0:
		s.render(w, r, http.StatusOK, "list", s.listPage(i, now))
	case p == "/about":
		s.render(w, r, http.StatusOK, "plain", s.aboutPage(now))
	case p == s.Gone:
		s.render(w, r, http.StatusOK, "plain", s.gonePage(now))
	default:
		if a := s.article(p, now); a != nil {
			s.render(w, r, http.StatusOK, "article", s.articlePage(a, now))
			return
		}
		s.render(w, r, http.StatusNotFound, "plain", s.gonePage(now))
	}
}

func (s *site) feed(p string) *Feed {
	for i, f := range s.Feeds {
		if f.Path == p {
			return &s.Feeds[i]
		}
	}
	return nil
}

func (s *site) article(p string, now time.Time) *Article {
	for _, a := range s.articles {
		if a.Path == p && !now.Before(a.Published) {
			return a
		}
	}
	return nil
}

// render runs the template name over pg and sends it.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, name string, pg *page) {
	var buf bytes.Buffer
	if err := s.pages.ExecuteTemplate(&buf, name, pg); err != nil {
		http.Error(w, fmt.Sprintf("%s: %v", s.Key, err), http.StatusInternalServerError)
		return
	}
	body := buf.Bytes()
	if s.Latin {
		body = latin(buf.String())
	}
	s.send(w, r, status, "text/html; charset=utf-8", body)
}

// send answers with body under a strong ETag made of it, so that a fetch on condition gets 304.
func (s *site) send(w http.ResponseWriter, r *http.Request, status int, mediaType string, body []byte) {
	w.Header().Set("Content-Type", mediaType)
	if status != http.StatusOK {
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			w.Write(body) // a reader that has gone is no concern of ours
		}
		return
	}
	w.Header().Set("ETag", `"`+corpus.Hash("", string(body))+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// latin encodes text as windows-1252. A character it does not have becomes a question mark, as it did on many a site.
func latin(text string) []byte {
	high := map[rune]byte{
		'€': 0x80, '‚': 0x82, '„': 0x84, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95,
		'–': 0x96, '—': 0x97, '™': 0x99,
	}
	out := make([]byte, 0, len(text))
	for _, r := range text {
		switch b, ok := high[r]; {
		case ok:
			out = append(out, b)
		case r < 0x80 || 0xa0 <= r && r <= 0xff:
			out = append(out, byte(r))
		default:
			out = append(out, '?')
		}
	}
	return out
}
