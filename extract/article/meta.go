package article

import "encoding/json"

// surveyPage surveys p with what it says of itself.
func surveyPage(p *page) *survey {
	title := first(p.head.meta("og:title", "twitter:title"), p.head.title)
	desc := p.head.meta("og:description", "description", "twitter:description")
	body := ""
	for _, s := range p.head.jsonld {
		var v any
		if json.Unmarshal([]byte(s), &v) == nil {
			body = first(body, findBody(v))
		}
	}
	return surveyOf(p, title, desc, body)
}

func findBody(v any) string {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if s := findBody(x); s != "" {
				return s
			}
		}
	case map[string]any:
		if s, ok := v["articleBody"].(string); ok {
			return s
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if s := findBody(v[k]); s != "" {
				return s
			}
		}
	}
	return ""
}
