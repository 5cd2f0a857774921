package store_test

import (
	"runtime"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// A database from somebody else can hold a value of any size. It is not read into memory.
func TestAGiantValueIsNotRead(t *testing.T) {
	s := open(t, t.TempDir())
	giant, other := create(t, s, "giant"), create(t, s, "other")
	s.Exec(t, "UPDATE draft SET value = zeroblob(200000000) WHERE id = ?", giant.ID)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := s.Load(t.Context(), giant.ID)
	runtime.ReadMemStats(&after)
	wantError(t, err, store.ErrDraftDamaged)
	if took := after.TotalAlloc - before.TotalAlloc; took > 20<<20 {
		t.Errorf("%d bytes were allocated", took)
	}
	if _, err := s.Load(t.Context(), other.ID); err != nil {
		t.Errorf("the other: %v", err)
	}
}

// What is too large to be read again is not written, and the draft stays as it was.
func TestARecordLargerThanAnyIsNotSaved(t *testing.T) {
	s := open(t, t.TempDir())
	d := create(t, s, "before")
	for name, change := range map[string]func(f *rules.Filing){
		"long":  func(f *rules.Filing) { f.Host.Remark = strings.Repeat("长", 30<<20) },
		"parts": func(f *rules.Filing) { f.Attachments = make([]rules.Attachment, 1<<19) },
	} {
		r := d.Record.Clone()
		change(r.Filing)
		if _, err := s.Save(t.Context(), d.ID, d.Seq, r); err == nil {
			t.Errorf("%s: it was saved", name)
		}
	}
	if got, err := s.Load(t.Context(), d.ID); err != nil || got.Record.Filing.Host.Name != "before" {
		t.Errorf("then it is %q, %v", got.Record.Filing.Host.Name, err)
	}
}
