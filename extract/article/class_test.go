package article

import (
	"testing"

	"hearsay/corpus"
)

func TestSectionPath(t *testing.T) {
	for path, want := range map[string]bool{
		"/": true, "": true, "/world": true, "/news/national/": true, "/old/index.html": true, "/b/off-topic": true,
		"/a/b/c": false, "/2026/04/toll": false, "/news/toll-on-the-long-bridge": false, "/story-10221": false,
	} {
		if got := sectionPath(path); got != want {
			t.Errorf("sectionPath(%q) = %v", path, got)
		}
	}
}

// TestAboutPath checks that only whole paths are those of pages about a site.
func TestAboutPath(t *testing.T) {
	for path, want := range map[string]bool{
		"/about": true, "/About-Us/": true, "/contact.html": true, "/impressum": true,
		"/": false, "": false, "/about/the-ferry": false, "/news/about": false, "/terms-of-peace": false,
	} {
		if got := aboutPath(path); got != want {
			t.Errorf("aboutPath(%q) = %v", path, got)
		}
	}
}

// TestFront checks that a page which leads to stories is a section front however few they are, and that a short article
// at a short address is none.
func TestFront(t *testing.T) {
	const (
		card  = `<div class="card"><h3><a href="/world/2026/toll-on-long-bridge">Toll on the Long Bridge to double</a></h3><p>The council voted after an hour of shouting</p></div>`
		brief = `<p>A man of 40 was charged on Friday with painting the toll booths on the Long Bridge pink, and will appear before magistrates in Ravensby on 4 May, the police said.</p>`
	)
	const bare = `<nav><a href="/">Echo</a> <a href="/world">World</a> <a href="/about">About</a></nav><h1>World</h1></main>
		<footer><p>The Ravensby Echo is owned by its readers, who bought it in 1974 and have never agreed about anything since.</p></footer><main>`
	for _, c := range []struct{ body, want string }{
		{bare, classSection}, // what stands in the foot of the page is no story
		{`<h1>World</h1>` + card, classSection},
		{`<h1>Man, 40, charged over bridge paint</h1><article>` + brief + `<p>The booths had been painted grey only a week before, at a cost of £1,900, and will be grey again by Monday, the council said on the morning after.</p></article>` + card, classArticle},
	} {
		ex, err := Parse(&corpus.Page{URL: "https://www.ravensbyecho.example/world", MediaType: "text/html", Body: []byte("<html><body><main>" + c.body + "</main></body></html>")}, nil)
		if err != nil || ex.Class != c.want {
			t.Errorf("class %q, %v, want %q: %.60s", ex.Class, err, c.want, c.body)
		}
	}
}
