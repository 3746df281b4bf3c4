package claim_test

import (
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/claim"
	"hearsay/extract"
)

// TestMatchAll holds sentences against the claims of a press: they state what they state in other words or with another
// value, and nothing where they are about something else.
func TestMatchAll(t *testing.T) {
	set := claim.Cluster(press(t,
		"Quay: The harbour board paid 40 million crowns for the new ferry. Nobody was hurt when the old one ran aground.",
		"Gull: The new ferry cost the harbour board about 40 million crowns.",
		"Pier: The mayor denied that the bridge will close in May. Three engineers left the company last year.",
		"Skua: Rain fell on the island for nine days. The museum bought a painting of a whale.",
	))
	for _, test := range []struct{ asked, want string }{
		{"The harbour board spent 40 million crowns on the new ferry.", "new ferry"},
		{"The harbour board paid 75 million crowns for the new ferry.", "new ferry"},
		{"According to the mayor, the bridge will not close in May.", "bridge"},
		{"The museum sold a boat.", ""},
		{"A dog slept in the sun.", ""},
	} {
		ex, err := extract.Page(&corpus.Page{MediaType: "text/plain", Body: []byte(test.asked)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		ms := extract.Mentions("pasted", ex)
		if len(ms) != 1 {
			t.Fatalf("%q makes %d mentions", test.asked, len(ms))
		}
		found := claim.MatchAll(set.Claims, ms)[0]
		got := ""
		if len(found) > 0 {
			got = set.Claims[found[0].Claim].Mentions[found[0].Near[0]].Text
		}
		if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
			t.Errorf("%q states %q, want %q", test.asked, got, test.want)
		}
	}
}
