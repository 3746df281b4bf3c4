package query

// unit returns the name of the unit that s is written for, and whether it is one.
func unit(s string) (name string, ok bool) {
	switch s {
	case "TB", "PB", "GB", "MB", "%", "USD", "EUR", "GBP", "x", "month":
		return s, true
	}
	return s, false
}
