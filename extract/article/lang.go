package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// sureLen is how many bytes of text it takes to trust what its letters say of its language against what is declared.
const sureLen = 300

// language returns the ISO 639-1 code of text. declared is what the page says ("en-US"); it decides when the text is
// short or does not say clearly. Short text that nothing is known of is taken for English.
func language(text, declared string) string {
	declared, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(declared, "_", "-")), "-")
	if len(declared) != 2 {
		declared = ""
	}
	if len(text) < sureLen && declared != "" {
		return declared
	}
	const sample = 1500
	if from := len(text) / 4; len(text) > sample+from {
		text = text[from:]
	}
	text = text[:min(len(text), sample)]
	for len(text) > 0 && !utf8.RuneStart(text[0]) {
		text = text[1:]
	}
	if english(text) {
		return "en"
	}
	if len(text) < sureLen && plainLetters(text) {
		return first(declared, "en")
	}
	got := whatlanggo.Detect(text)
	code := got.Lang.Iso6391()
	if code == "" || !got.IsReliable() && declared != "" {
		return first(declared, code, "en")
	}
	return code
}

// plainLetters reports whether nearly all letters of s are those of English; marks and symbols say nothing.
func plainLetters(s string) bool {
	n := 0
	for _, r := range s {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) {
			n++
		}
	}
	return n*10 <= len(s)
}

// english reports whether text is English beyond doubt: more than one word in eight is one of the commonest.
func english(text string) bool {
	words, hits := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		switch w {
		case "the", "The", "of", "and", "to", "in", "that", "is", "was", "for", "with", "on", "said", "it", "by", "from", "are", "has", "were", "which":
			hits++
		}
	}
	return words >= 20 && hits*7 > words
}
