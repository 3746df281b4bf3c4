package files

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hearsay/corpus/warc"
)

// folder reads all files below dir.
func (r *run) folder(dir string) {
	before := r.given
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if r.stopped {
			return filepath.SkipAll
		}
		if err != nil {
			r.give(nil, located(path, err))
			if d != nil && d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			if path != dir && (hidden(d.Name()) || resources(path)) {
				return filepath.SkipDir
			}
			r.folderManifest(path)
			return nil
		}
		if !hidden(d.Name()) && !companion(path) {
			r.file(path)
		}
		return nil
	})
	if err != nil {
		r.give(nil, located(dir, err))
	}
	if r.given == before && !r.stopped {
		r.refuse(dir, "folder holds nothing to import")
	}
}

// hidden reports whether a file or folder is none of the user's: what systems put everywhere.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

// resources reports whether the folder at path holds the pictures and scripts of a saved page: page_files beside
// page.html, in the languages that browsers save in.
func resources(path string) bool {
	for _, suffix := range []string{"_files", "-Dateien", "_fichiers", "_archivos", "_ficheiros", "_arquivos", "_bestanden", "_pliki", "-filer", ".files"} {
		base, ok := strings.CutSuffix(path, suffix)
		if !ok {
			continue
		}
		for _, ext := range []string{".html", ".htm", ".xhtml"} {
			if _, err := os.Stat(base + ext); err == nil {
				return true
			}
		}
	}
	return false
}

// companion reports whether the file at path is an index of web archives, or the manifest of hearsay's own archive.
func companion(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	for _, suffix := range []string{".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	if name != warc.ManifestFile {
		return false
	}
	seals, err := warc.ReadManifest(filepath.Dir(path))
	return err == nil && len(seals) > 0
}

// folderManifest takes the manifest in dir into account, if there is one.
func (r *run) folderManifest(dir string) {
	for _, name := range []string{"manifest.jsonl", "manifest.csv"} {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && namesFiles(path) && !companion(path) {
			r.manifest(path)
		}
	}
}
