package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is the version that `hearsay version` prints.
const release = "0.1.0"

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  exactly(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			v := struct {
				Version  string `json:"version"`
				Commit   string `json:"commit,omitempty"`
				Go       string `json:"go"`
				Platform string `json:"platform"`
			}{release, commit(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
			if e.json {
				return e.line(v)
			}
			_, err := fmt.Fprintf(e.stdout, "hearsay %s %s (%s, %s)\n", v.Version, v.Commit, v.Go, v.Platform)
			return err
		},
	}
}

// commit returns the commit that the binary was built from, where the Go tool recorded it.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}
