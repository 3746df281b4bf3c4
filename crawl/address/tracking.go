package address

import "strings"

// sessions are the names of parameters that hold a reader's session, in lower case.
var sessions = map[string]bool{
	"jsessionid": true, "phpsessid": true, "sessionid": true, "session_id": true, "aspsessionid": true,
	"cfid": true, "cftoken": true, "zenid": true, "oscsid": true,
}

// trackers are the names of parameters that say where a reader came from, in lower case. Each is documented by the
// service that adds it: advertising click ids, newsletter and campaign tools, outlets' own campaign codes.
var trackers = map[string]bool{
	"gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "fbclid": true, "msclkid": true,
	"yclid": true, "ysclid": true, "twclid": true, "ttclid": true, "li_fat_id": true, "igshid": true, "igsh": true,
	"mc_cid": true, "mc_eid": true, "_hsenc": true, "_hsmi": true, "__hstc": true, "__hssc": true, "__hsfp": true,
	"hsctatracking": true, "mkt_tok": true, "vero_id": true, "vero_conv": true, "oly_anon_id": true, "oly_enc_id": true,
	"_openstat": true, "wickedid": true, "rb_clickid": true, "s_cid": true, "cmpid": true, "ncid": true, "sr_share": true,
	"ocid": true, "cvid": true, "smid": true, "smtyp": true, "ftag": true, "xtor": true, "guccounter": true,
	"guce_referrer": true, "guce_referrer_sig": true, "_ga": true, "_gl": true, "ito": true, "wt_mc": true, "wt.mc_id": true,
	"at_medium": true, "at_campaign": true, "at_custom1": true, "at_custom2": true, "at_custom3": true, "at_custom4": true,
	"ns_mchannel": true, "ns_source": true, "ns_campaign": true, "ns_linkname": true, "ns_fee": true,
	"taid": true, "tpcc": true, "mod": false, "spm": true, "share_id": true, "feature": false, "ref_src": true, "ref_url": true,
}

// Tracking reports whether the parameter only tells who is reading or from where.
func Tracking(name string) bool {
	if len(name) == 0 || len(name) > 32 {
		return false
	}
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "utm_") || trackers[name] || sessions[name]
}
