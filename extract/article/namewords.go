package article

// leadIns begin bylines and are no part of a name, in lower case; the longest first where one begins another.
var leadIns = []string{
	"written and fact-checked by", "story and photos by", "medically reviewed by", "article written by", "reported by",
	"written by", "posted by", "published by", "authored by", "reporting by", "created by", "story by", "words by", "article by",
	"text by", "contributed by", "submitted by", "updated by", "about the author", "author:", "authors:", "author",
	"analysis by", "opinion by", "commentary by", "column by", "review by", "interview by", "perspective by", "exclusive by", "guest post by",
	"by:", "by", "von", "par", "por", "di", "автор:", "текст:", "作者：", "作者:", "文：", "文/", "記者", "记者",
}

// others begin the names of people who are not the authors, in lower case.
var others = []string{
	"edited by", "reviewed by", "medically reviewed by", "expert reviewed by", "fact-checked by", "fact checked by", "factchecked by", "photographs by", "photography by", "photos by", "photo by",
	"pictures by", "illustrations by", "illustration by", "illustrated by", "graphics by", "graphic by", "graphics:", "maps by", "map by", "charts by", "data by", "design by", "audio by", "video by", "videos by", "produced by",
	"translated by", "translation by", "narrated by", "additional reporting by", "additional reporting", "editing by", "editor:", "photographer:",
}

// tails end names in a byline: what follows them is no name.
var tails = []string{
	" for ", " / ", " | ", " • ", " · ", " – ", " — ", " - ", " in ", " on ", " at ", " via ", "\n", "\t", "(", "[", " published", " updated", " posted",
	" share", " follow", " last ", " read more", " more from ", " more by ", " view all", " see all", " all posts", " posts by",
}

// verbs follow a name in a sentence about its bearer: "Ann Lee covers the harbour".
var verbs = map[string]bool{
	"has": true, "have": true, "had": true, "is": true, "are": true, "was": true, "were": true, "covers": true, "covered": true, "writes": true, "wrote": true, "reports": true, "reported": true,
	"lives": true, "works": true, "worked": true, "joined": true, "joins": true, "leads": true, "edits": true, "edited": true, "runs": true, "teaches": true, "studied": true, "won": true, "contributed": true, "began": true, "started": true,
}

// roles are what people are beside their names. A part of a byline in which one stands is no name.
var roles = []string{
	"reporter", "correspondent", "editor", "writer", "journalist", "contributor", "staff", "columnist", "producer",
	"director", "manager", "specialist", "expert", "founder", "officer", "analyst", "president", "author", "freelance",
	"photographer", "host", "anchor", "chief", "head of", "senior", "lead", "strategist", "consultant", "team", "desk",
	"dietitian", "marketing", "attorney", "counsel", "lawyer", "coach", "engineer", "correspondents", "intern", "fellow", "professor", "bureau",
}

// honours follow a name after a comma and stay with it.
var honours = map[string]bool{
	"phd": true, "md": true, "ma": true, "ms": true, "msc": true, "bsc": true, "ba": true, "mba": true, "rd": true, "rdn": true,
	"rn": true, "jd": true, "esq": true, "jr": true, "sr": true, "ii": true, "iii": true, "cfp": true, "cpa": true, "mph": true,
	"dds": true, "dmd": true, "do": true, "edd": true, "np": true, "lcsw": true, "cpt": true, "cscs": true, "ldn": true, "cfa": true,
	"facp": true, "facs": true, "dnp": true, "mscn": true, "mfa": true, "llm": true, "psyd": true, "fand": true, "rph": true, "pharmd": true,
}

// organisational words stand in names of bodies rather than of persons.
var organisational = map[string]bool{
	"center": true, "centre": true, "association": true, "inc": true, "ltd": true, "llc": true, "gmbh": true, "clinic": true, "university": true, "institute": true,
	"group": true, "foundation": true, "agency": true, "company": true, "media": true, "network": true, "news": true, "newsroom": true, "press": true, "times": true, "magazine": true,
	"department": true, "office": true, "council": true, "society": true, "school": true, "college": true, "online": true, "service": true, "services": true, "corporation": true, "corp": true,
	"the": true, "for": true, "of": true, "editors": true, "editorial": true, "agencies": true, "wires": true, "bureau": true, "contributors": true, "report": true, "reports": true, "team": true, "staff": true, "desk": true, "today": true, "daily": true, "blog": true, "strategy": true,
}

// roleWords are the roles that may end a name without a comma.
var roleWords = map[string]bool{
	"reporter": true, "correspondent": true, "editor": true, "writer": true, "journalist": true, "contributor": true, "columnist": true, "producer": true, "correspondents": true, "reporters": true,
	"analyst": true, "manager": true, "director": true, "officer": true, "strategist": true, "specialist": true, "consultant": true, "meteorologist": true, "critic": true, "intern": true,
}

// beats stand before a role and say what it covers, or its rank.
var beats = map[string]bool{
	"political": true, "politics": true, "business": true, "science": true, "health": true, "education": true, "environment": true, "sports": true, "sport": true, "chief": true, "senior": true,
	"deputy": true, "associate": true, "assistant": true, "executive": true, "managing": true, "transport": true, "economics": true, "foreign": true, "home": true, "diplomatic": true, "technology": true,
	"tech": true, "legal": true, "crime": true, "court": true, "world": true, "global": true, "international": true, "national": true, "local": true, "regional": true, "city": true, "culture": true, "arts": true,
	"media": true, "investigations": true, "investigative": true, "data": true, "climate": true, "energy": true, "defence": true, "defense": true, "security": true, "special": true, "staff": true, "news": true,
	"features": true, "opinion": true, "travel": true, "food": true, "money": true, "finance": true, "social": true, "affairs": true, "consumer": true, "community": true, "digital": true, "general": true,
	"assignment": true, "medical": true, "religion": true, "housing": true, "property": true, "markets": true, "industry": true, "shipping": true, "football": true, "freelance": true, "contributing": true,
	"marketing": true, "operations": true, "product": true, "content": true, "creative": true, "research": true, "communications": true, "engagement": true, "audience": true, "video": true,
	"europe": true, "asia": true, "africa": true, "washington": true, "westminster": true, "and": true,
}

// weekdays are the names and abbreviations of the days of the week.
var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
}

// channels are outlets that follow a name after a comma and look like honours.
var channels = map[string]bool{
	"BBC": true, "CNN": true, "NBC": true, "CBS": true, "ABC": true, "NPR": true, "PBS": true, "MSNBC": true, "CNBC": true, "ITV": true, "SBS": true, "CBC": true, "CTV": true,
	"NHK": true, "NDTV": true, "TNN": true, "HT": true, "CNA": true, "ESPN": true, "RTE": true, "USA": true, "UK": true, "FT": true, "WSJ": true,
}

// nobody holds what content systems put where a name should be.
var nobody = map[string]bool{
	"admin": true, "administrator": true, "guest": true, "author": true, "unknown": true, "none": true, "null": true, "undefined": true,
	"editor": true, "user": true, "anonymous": true, "webmaster": true, "root": true, "n/a": true, "by": true, "follow": true, "contact": true,
	"view all posts": true, "full bio": true, "read more": true, "bio & articles": true, "learn more": true, "our team": true, "share": true, "authors": true, "see full bio": true, "more": true, "bio": true, "about us": true, "linkedin": true, "email": true, "whatsapp": true, "reddit": true, "pinterest": true, "instagram": true, "print": true, "copy link": true, "save": true, "fact checked": true, "fact check": true, "trending": true, "contributors": true, "comments": true, "facebook": true, "twitter": true,
}
