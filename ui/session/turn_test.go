package session

import (
	"slices"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// turned undoes or redoes and waits until it is done.
func turned(t *testing.T, ses *Session, l *loop, turn func()) Turned {
	t.Helper()
	var got *Turned
	n := len(ses.turns.onTurned)
	ses.OnTurned(func(now Turned) { got = &now })
	defer func() { ses.turns.onTurned = ses.turns.onTurned[:n] }()
	turn()
	l.until(t, "it is undone", func() bool { return got != nil })
	return *got
}

// typeInto types a value letter by letter, as a person does who enters and leaves the
// field.
func typeInto(ses *Session, path, value string) {
	ses.Entered(path)
	for i := range value {
		ses.Set(path, value[:i])
	}
	ses.Set(path, value)
	ses.Left(path)
}

func TestUndoGoesBackFieldByFieldAndSaysWhere(t *testing.T) {
	ses, l, s := open(t, rules.New("new_recordal"))
	typeInto(ses, "host.name", "北京星禾云图科技有限公司")
	typeInto(ses, "host.remark", "备注")
	if got := turned(t, ses, l, ses.Undo); got.Path != "host.remark" || got.Err != nil {
		t.Errorf("undone: %+v", got)
	}
	if h := ses.Filing().Host; h.Remark != "" || h.Name != "北京星禾云图科技有限公司" {
		t.Errorf("after one undo: %q, %q", h.Name, h.Remark)
	}
	ses.Left("host.remark") // the keyboard goes where the next undo leads
	if got := turned(t, ses, l, ses.Undo); got.Path != "host.name" || !slices.Contains(got.Fields, "websites.0.domains.0.holder") {
		t.Errorf("undone: %+v, want the name and what was filled in with it", got)
	}
	ses.Left("host.name")
	if f := ses.Filing(); f.Host.Name != "" || f.Websites[0].Domains[0].Holder != "" {
		t.Errorf("after two undos: %q, holder %q", f.Host.Name, f.Websites[0].Domains[0].Holder)
	}
	turned(t, ses, l, ses.Redo)
	turned(t, ses, l, ses.Redo)
	if f := ses.Filing(); f.Host.Remark != "备注" || f.Websites[0].Domains[0].Holder != "北京星禾云图科技有限公司" {
		t.Errorf("after two redos: %q, holder %q", f.Host.Remark, f.Websites[0].Domains[0].Holder)
	}
	closeSession(t, ses)
	d, err := s.Load(t.Context(), ses.ID())
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Record.Filing.Host.Remark; got != "备注" {
		t.Errorf("on the disk is %q", got)
	}
}

// The keyboard leaves the field after each undo; what the program would fill in then
// would have to be undone again, and so on for ever.
func TestWhatWasUndoneDoesNotComeBackByItself(t *testing.T) {
	f := rules.New("new_recordal")
	f.Host.Name = "甲公司" // from elsewhere: nobody has typed it here
	ses, l, _ := open(t, f)
	defer closeSession(t, ses)
	holder := func() string { return ses.Filing().Websites[0].Domains[0].Holder }
	ses.Left("host.remark")
	if holder() != "甲公司" {
		t.Fatalf("filled in is %q", holder())
	}
	turned(t, ses, l, ses.Undo)
	ses.Left("host.remark")
	ses.Tidy("host.remark", "甲")
	if holder() != "" || ses.Filing().Host.Remark != "" || !ses.CanRedo() {
		t.Errorf("came back: %q, %q", holder(), ses.Filing().Host.Remark)
	}
	turned(t, ses, l, ses.Redo)
	if holder() != "甲公司" {
		t.Error("it cannot be redone")
	}
}

func TestWhatCanBeUndoneIsKnownAfterTheNextStart(t *testing.T) {
	ses, l, s := open(t, rules.New("new_recordal"))
	if ses.CanUndo() || ses.CanRedo() {
		t.Error("something can be undone in a filing that nobody has touched")
	}
	typeInto(ses, "host.name", "甲")
	if !ses.CanUndo() || ses.CanRedo() {
		t.Errorf("after typing: undo %v, redo %v", ses.CanUndo(), ses.CanRedo())
	}
	turned(t, ses, l, ses.Undo)
	if ses.CanUndo() || !ses.CanRedo() {
		t.Errorf("after undoing all: undo %v, redo %v", ses.CanUndo(), ses.CanRedo())
	}
	turned(t, ses, l, ses.Redo)
	closeSession(t, ses)
	d, err := s.Load(t.Context(), ses.ID())
	if err != nil {
		t.Fatal(err)
	}
	again := Open(s, d, Options{Book: rules.Builtin(), Now: time.Now, Do: l.do})
	defer closeSession(t, again)
	l.until(t, "the history is read", again.CanUndo)
	turned(t, again, l, again.Undo)
	if got := again.Filing().Host.Name; got != "" {
		t.Errorf("after the start and an undo: %q", got)
	}
}

// The person presses Ctrl+Z and goes on typing before the disk has answered.
func TestWhatIsTypedWhileAnUndoRunsStays(t *testing.T) {
	ses, l, s := open(t, rules.New("new_recordal"))
	typeInto(ses, "host.name", "甲公司")
	typeInto(ses, "host.remark", "备注")
	turned(t, ses, l, func() {
		ses.Undo()
		ses.Entered("host.address")
		ses.Set("host.address", "某路1号")
	})
	check := func(where string, f *rules.Filing) {
		if f.Host.Remark != "" || f.Host.Address != "某路1号" || f.Host.Name != "甲公司" {
			t.Errorf("%s: name %q, address %q, remark %q", where, f.Host.Name, f.Host.Address, f.Host.Remark)
		}
	}
	check("in the window", ses.Filing())
	closeSession(t, ses)
	d, err := s.Load(t.Context(), ses.ID())
	if err != nil {
		t.Fatal(err)
	}
	check("on the disk", d.Record.Filing)
}

func TestUndosPressedQuicklyAllCome(t *testing.T) {
	ses, l, _ := open(t, rules.New("new_recordal"))
	defer closeSession(t, ses)
	for _, path := range []string{"host.name", "host.address", "host.remark"} {
		typeInto(ses, path, "甲乙")
	}
	for range 3 {
		ses.Undo()
	}
	l.until(t, "all is undone", func() bool { return ses.Filing().Host.Name == "" && len(ses.turns.waiting) == 0 })
	if h := ses.Filing().Host; h.Address != "" || h.Remark != "" {
		t.Errorf("left are %q and %q", h.Address, h.Remark)
	}
}

func TestReturningToEarlierIsAChangeThatCanBeUndone(t *testing.T) {
	ses, l, s := open(t, rules.New("new_recordal"))
	typeInto(ses, "host.name", "甲")
	if err := ses.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	earlier := ses.Record().Clone()
	typeInto(ses, "host.remark", "备注")
	ses.Return(earlier)
	if got := ses.Filing().Host.Remark; got != "" {
		t.Errorf("the remark is %q", got)
	}
	if err := ses.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := s.History(t.Context(), ses.ID())
	if err != nil || all[len(all)-1].From != store.Restored {
		t.Errorf("the history ends with %+v (%v)", all[len(all)-1], err)
	}
	turned(t, ses, l, ses.Undo)
	if got := ses.Filing().Host.Remark; got != "备注" {
		t.Errorf("after undoing the return the remark is %q", got)
	}
	closeSession(t, ses)
}
