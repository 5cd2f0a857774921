package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"recordaldesk/store"
)

// rescue is what the window shows where the filings cannot be opened: a damaged
// database, and then one that somebody else has open.
func (p *photographer) rescue(mode, variant string) {
	spoiled(p.desk, 4, map[string]string{"language": mode, "variant": variant}, 1)
	p.Start()
	p.take("90-damaged")
	p.Key("Tab", "Tab", "Return")
	p.Rest(2 * time.Second)
	p.take("91-backups")
	p.Key("Escape", "Return")
	p.Rest(5 * time.Second)
	p.take("92-read-out")
	p.Kill()

	s, err := store.Open(context.Background(), p.Data(), store.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	p.Start()
	p.take("93-in-use")
	p.Key("Tab", "Return")
	p.Rest(5 * time.Second)
	p.take("94-viewing-list")
	p.Key("Return")
	p.Rest(3 * time.Second)
	p.take("95-viewing")
	p.Type("1")
	p.Rest(2 * time.Second)
	p.take("96-refused")
	p.Key("Return")
	p.Rest(time.Second)
	p.take("97-as-it-was")
	p.Kill()
	backup, err := s.Backup(context.Background(), nil)
	for _, err := range []error{err, s.Close(), os.Remove(filepath.Join(p.Data(), "recordal.db"))} {
		if err != nil {
			p.t.Fatalf("take the database away, whose backup is %s: %v", backup.Path, err)
		}
	}
	p.Start()
	p.take("98-no-database")
	p.Kill()
}
