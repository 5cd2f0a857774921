package main

import (
	"context"
	"errors"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// desk does in a data folder what a person would in the window: it adds a draft with a
// scan, sets a passphrase, or goes on until the end of the script.
//
//	desk draft DIR NAME
//	desk passphrase DIR PASSPHRASE
//	desk open DIR
func desk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: desk draft|passphrase|open DIR [TEXT]")
	}
	ctx := context.Background()
	s, err := store.Open(ctx, ts.MkAbs(args[1]), store.Options{})
	ts.Check(err)
	if args[0] == "open" {
		ts.Defer(func() { ts.Check(s.Close()) })
		return
	}
	switch text := strings.Join(args[2:], " "); args[0] {
	case "draft":
		err = addDraft(ctx, s, text)
	case "passphrase":
		err = s.SetPassphrase(ctx, text)
	default:
		err = errors.New("no such thing to do")
	}
	ts.Check(errors.Join(err, s.Close()))
}

func addDraft(ctx context.Context, s *store.Store, name string) error {
	f := rules.New("new_recordal")
	f.Host.Name = name
	d, err := s.Create(ctx, store.Record{Filing: f})
	if err != nil {
		return err
	}
	_, err = s.AddScan(ctx, d.ID, strings.NewReader("a scan of "+name))
	return err
}
