package sample

// An Outlet is one fictional publisher. Its folder data/KEY holds page.html (the templates article, list and plain),
// robots.txt and its articles.
type Outlet struct {
	Key     string
	Name    string
	Kind    string // what kind of outlet it stands for
	Host    string // of its canonical addresses; the same name with or without www. redirects to it
	Tagline string
	Lists   []string // paths of pages that list its articles; the first is the front page
	Feeds   []Feed
	Traps   []string          // path prefixes that robots.txt forbids to all; they hold pages without end
	Moved   map[string]string // path to the key of the article that it redirects to
	Gone    string            // a path that answers 200 with "we cannot find that": a soft 404
	Latin   bool              // pages are windows-1252 though the header says UTF-8
}

// A Feed is a document that says which articles there are.
type Feed struct {
	Path   string
	Format string // rss atom json sitemap news index
}

// Disclaimer stands on every page of the press.
const Disclaimer = "This outlet is fictional, and so are its writers. It is part of the sample press that comes with hearsay."

var outlets = []Outlet{
	{
		Key: "wire", Name: "Meridian Wire", Kind: "wire agency", Host: "meridianwire.example",
		Tagline: "News for newsrooms",
		Lists:   []string{"/", "/desk/technology", "/desk/regions"},
		Feeds:   []Feed{{"/feeds/all.rss", "rss"}, {"/sitemap.xml", "sitemap"}},
		Traps:   []string{"/archive/"},
		Moved:   map[string]string{"/s/4471": "wire/ice-1", "/s/4458": "wire/ferry-1"},
	},
	{
		Key: "courier", Name: "The Northmere Courier", Kind: "broadsheet", Host: "www.northmerecourier.example",
		Tagline: "Since 1871, in a town that does not exist",
		Lists:   []string{"/", "/world", "/harbour"},
		Feeds:   []Feed{{"/atom.xml", "atom"}, {"/sitemap_index.xml", "index"}, {"/sitemaps/articles.xml", "sitemap"}, {"/sitemaps/news.xml", "news"}},
		Traps:   []string{"/subscribe/offer/"},
		Moved:   map[string]string{"/p/88120": "courier/ferry-1"},
	},
	{
		Key: "gull", Name: "The Daily Gull", Kind: "tabloid", Host: "www.dailygull.example",
		Tagline: "Loud, local, invented",
		Lists:   []string{"/", "/news"},
		Feeds:   []Feed{{"/rss", "rss"}},
		Traps:   []string{"/gallery/"},
		Gone:    "/news/ferry-dog-found-safe-10233",
	},
	{
		Key: "blog", Name: "Slack Water", Kind: "blog", Host: "slackwater.example",
		Tagline: "Notes between two tides, by Wren Halloran, who is invented",
		Lists:   []string{"/"},
		Feeds:   []Feed{{"/feed.atom", "atom"}},
		Traps:   []string{"/drafts/"},
	},
	{
		Key: "forum", Name: "Quayside Forum", Kind: "forum", Host: "quayside-forum.example",
		Tagline: "A place for people who wait for boats, none of whom exist",
		Lists:   []string{"/", "/b/off-topic"},
		Feeds:   []Feed{{"/latest.rss", "rss"}},
		Traps:   []string{"/members/", "/search"},
	},
	{
		Key: "trade", Name: "Infrastructure Ledger", Kind: "trade paper", Host: "infraledger.example",
		Tagline: "Procurement, ports and platforms; a made-up paper for a real habit",
		Lists:   []string{"/", "/cloud", "/ports"},
		Feeds:   []Feed{{"/feed/atom/", "atom"}, {"/sitemap.xml", "sitemap"}},
		Traps:   []string{"/whitepapers/"},
	},
	{
		Key: "sieve", Name: "Headline Sieve", Kind: "aggregator", Host: "headlinesieve.example",
		Tagline: "We read it so that a machine can, too. Fictional in every part",
		Lists:   []string{"/", "/topic/tech"},
		Feeds:   []Feed{{"/feed.json", "json"}},
		Traps:   []string{"/ask/"},
		Moved:   map[string]string{"/go/7a": "wire/ice-1", "/go/7b": "courier/ice-1", "/go/9c": "gull/ferry-1"},
	},
	{
		Key: "echo", Name: "Brackwater Echo", Kind: "local paper that reprints the wire", Host: "brackwaterecho.example",
		Tagline: "Your town, if it were one",
		Lists:   []string{"/", "/news/national", "/news/brackwater"},
		Feeds:   []Feed{{"/sitemap-index.xml", "index"}, {"/news-sitemap.xml", "news"}, {"/pages.xml", "sitemap"}},
		Traps:   []string{"/print/"},
	},
	{
		Key: "gazette", Name: "Holm Island Gazette", Kind: "weekly with broken markup and a wrong charset", Host: "www.holmgazette.example",
		Tagline: "The island’s own paper – or it would be, if there were an island",
		Lists:   []string{"/", "/old/index.html"},
		Feeds:   []Feed{{"/rss.xml", "rss"}},
		Traps:   []string{"/cgi-bin/"},
		Latin:   true,
	},
	{
		Key: "lantern", Name: "Civic Lantern", Kind: "site that edits silently", Host: "civiclantern.example",
		Tagline: "A fictional newsroom that corrects itself when nobody looks",
		Lists:   []string{"/", "/accountability"},
		Feeds:   []Feed{{"/feed.json", "json"}, {"/sitemap.xml", "sitemap"}},
		Traps:   []string{"/donate/"},
	},
}
