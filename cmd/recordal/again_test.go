package main

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// A stick that does not answer any more must not keep a program that has no window.
func TestAStoreThatDoesNotCloseIsLetGo(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Create(t.Context(), store.Record{Filing: &rules.Filing{}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddScan(t.Context(), d.ID, strings.NewReader("a scan")); err != nil {
		t.Fatal(err)
	}
	begun, answers, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	var once sync.Once
	go func() {
		defer close(ended)
		_, _ = s.Backup(t.Context(), func(int64, int64) { // it is given up
			once.Do(func() { close(begun) })
			<-answers
		})
	}()
	<-begun
	if err := closeWithin(s, 50*time.Millisecond); !errors.Is(err, errStaysOpen) {
		t.Errorf("closed with %v while a backup was stuck", err)
	}
	close(answers)
	<-ended
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		again, err := store.Open(t.Context(), dir, store.Options{})
		if err == nil {
			if err := closeWithin(again, time.Minute); err != nil {
				t.Errorf("closed with %v", err)
			}
			break
		}
		if time.Now().After(end) {
			t.Fatalf("the folder is not let go: %v", err)
		}
	}
}
