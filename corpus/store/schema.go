package store

// migrations[i] brings a database from layout i to layout i+1. A step that was released is never edited.
//
// Times are RFC 3339 with nanoseconds in UTC, so that text order is time order. Columns named data hold zstd-compressed
// JSON of the record in package corpus; the other columns repeat what is looked up or sorted by.
var migrations = []string{`
CREATE TABLE migration(version INTEGER PRIMARY KEY, at TEXT NOT NULL);

-- One address, or one file without address. meta is the JSON of corpus.Article, fixes what corrections say of it.
CREATE TABLE article(
	id TEXT PRIMARY KEY, url TEXT NOT NULL, file TEXT NOT NULL, meta TEXT NOT NULL, fixes TEXT NOT NULL DEFAULT '{}',
	excluded INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

-- Every other name: an address that leads to the article, or an id that was retired by a merge.
CREATE TABLE alias(name TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX alias_target ON alias(target);

-- One fetch or import. text is the hash of the extracted text, rev the revision that extracted it ('' before), kept
-- whether the page belongs to the story, why the judgement in words.
CREATE TABLE capture(
	id TEXT PRIMARY KEY, article TEXT NOT NULL, time TEXT NOT NULL, digest TEXT NOT NULL, data BLOB NOT NULL,
	text TEXT NOT NULL DEFAULT '', rev TEXT NOT NULL DEFAULT '', kept INTEGER NOT NULL DEFAULT 1,
	why TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE INDEX capture_article ON capture(article, time);
CREATE INDEX capture_rev ON capture(rev);

-- What was extracted from an article, once for each different text.
CREATE TABLE extraction(
	article TEXT NOT NULL, text TEXT NOT NULL, data BLOB NOT NULL, mentions BLOB NOT NULL,
	PRIMARY KEY(article, text)) WITHOUT ROWID;

-- Consecutive kept captures with the same text. Derived from capture, see regroup.
CREATE TABLE version(
	id TEXT PRIMARY KEY, article TEXT NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL, rev TEXT NOT NULL,
	first TEXT NOT NULL, last TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX version_article ON version(article, n);

-- A mention with the newest version that it stands in. Derived, see regroup.
CREATE TABLE mention(
	id TEXT PRIMARY KEY, article TEXT NOT NULL, version TEXT NOT NULL, n INTEGER NOT NULL,
	data BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX mention_article ON mention(article, n);

-- The journal: the latest change of each record. AUTOINCREMENT never reuses a seq, and writers are serialised, so no
-- seq below a visible one appears later.
CREATE TABLE change(
	seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, rev TEXT NOT NULL,
	deleted INTEGER NOT NULL);
CREATE UNIQUE INDEX change_record ON change(kind, id);
CREATE TABLE cursor(name TEXT PRIMARY KEY, seq INTEGER NOT NULL, rev TEXT NOT NULL) WITHOUT ROWID;

-- Claims of the generations of tracing; readers see the one that current names.
CREATE TABLE generation(
	id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, rev TEXT NOT NULL, seq INTEGER NOT NULL);
CREATE TABLE current(one INTEGER PRIMARY KEY CHECK(one = 1), generation INTEGER NOT NULL);
CREATE TABLE claim(
	generation INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, articles INTEGER NOT NULL,
	outlets INTEGER NOT NULL, drift REAL NOT NULL, hash TEXT NOT NULL, data BLOB NOT NULL,
	PRIMARY KEY(generation, id)) WITHOUT ROWID;
CREATE TABLE claim_mention(
	generation INTEGER NOT NULL, mention TEXT NOT NULL, article TEXT NOT NULL, claim TEXT NOT NULL,
	PRIMARY KEY(generation, mention)) WITHOUT ROWID;
CREATE INDEX claim_article ON claim_mention(generation, article);

CREATE TABLE copy(generation INTEGER NOT NULL, article TEXT NOT NULL, of TEXT NOT NULL,
	PRIMARY KEY(generation, article)) WITHOUT ROWID;

-- What the pages of a site have in common; data is the extractor's.
CREATE TABLE profile(domain TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;

-- What happened to identities: merges of articles, merges and splits of claims.
CREATE TABLE log(seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, event TEXT NOT NULL);
`}
