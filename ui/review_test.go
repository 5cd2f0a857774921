package ui

import (
	"bytes"
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/trial"
	"recordaldesk/store"
	deskui "recordaldesk/ui/desk"
	"recordaldesk/ui/filings"
	"recordaldesk/ui/settings"
)

// presses presses keys on what has the keyboard.
func (d *desk) presses(t *testing.T, keys ...fyne.KeyName) {
	t.Helper()
	for _, key := range keys {
		focused := d.window.Canvas().Focused()
		if focused == nil {
			t.Fatal("nothing has the keyboard")
		}
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// listed opens the window over one filing, with the list shown.
func listed(t *testing.T) (*desk, *store.Store, string) {
	t.Helper()
	s := openStore(t)
	draft, err := s.Create(t.Context(), store.Record{Filing: trial.Valid()})
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, s)
	d.until(t, "the filing is listed", func() bool {
		list, ok := d.screen.(*filings.Screen)
		return ok && list.Current() == draft.ID
	})
	return d, s, draft.ID
}

func TestTheReviewIsReachedFromTheListAndLeadsBack(t *testing.T) {
	d, s, id := listed(t)
	d.reviewShown()
	if d.reviewed == nil || d.screen != d.reviewed.screen {
		t.Fatalf("the review shows %T", d.screen)
	}
	before, err := rules.Encode(d.session.Filing())
	if err != nil {
		t.Fatal(err)
	}
	d.session.Edit(func(f *rules.Filing) { f.Host.Remark = "备" })
	d.undo() // nothing is changed out of sight
	if got := d.session.Filing().Host.Remark; got != "备" {
		t.Errorf("undo in the review made the remark %q", got)
	}
	d.session.Edit(func(f *rules.Filing) { f.Host.Remark = trial.Valid().Host.Remark })
	if after, err := rules.Encode(d.session.Filing()); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the filing is another, %v", err)
	}
	d.presses(t, fyne.KeyEscape)
	if _, ok := d.screen.(*filings.Screen); !ok || d.reviewed != nil || d.session != nil {
		t.Errorf("Escape shows %T, with the review still there: %v", d.screen, d.reviewed != nil)
	}
	if open, err := s.Setting(t.Context(), settingOpen); err != nil || open == id {
		t.Errorf("the window would begin with %q, %v", open, err)
	}
}

func TestTheReviewIsReachedFromTheOpenFilingAndLeadsBackToIt(t *testing.T) {
	d, _, id := listed(t)
	if !d.Open(id) {
		t.Fatal("the filing does not open")
	}
	was := d.screen
	d.reviewShown()
	if d.reviewed == nil || d.wizard != nil {
		t.Fatalf("the review shows %T", d.screen)
	}
	d.reviewShown()
	if d.screen != was || d.wizard == nil {
		t.Errorf("asked for again it shows %T", d.screen)
	}
	d.reviewShown()
	d.lookUp() // the rulebook stands before it
	d.reviewShown()
	d.leaveRulebook()
	if d.reviewed == nil || d.screen != d.reviewed.screen {
		t.Errorf("the rulebook leads back to %T", d.screen)
	}
}

func TestFromTheReviewTheFilingItselfOpens(t *testing.T) {
	d, s, id := listed(t)
	d.reviewShown()
	d.reviewed.screen.Focus()
	d.presses(t, fyne.KeyEnd, fyne.KeyHome, fyne.KeyDown, fyne.KeyDown)
	d.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierControl})
	if d.wizard == nil || d.reviewed != nil {
		t.Fatalf("Ctrl+E shows %T", d.screen)
	}
	d.until(t, "the field is noted", func() bool { return d.session.Record().Field != "" })
	d.kept.Wait()
	if open, err := s.Setting(t.Context(), settingOpen); err != nil || open != id {
		t.Errorf("the window would begin with %q, %v", open, err)
	}
}

// What was noted a moment before the window closes is on the disk.
func TestAMarkOutlivesTheWindow(t *testing.T) {
	d, s, id := listed(t)
	if err := s.SetSealed(t.Context(), "review.initials", []byte("甲")); err != nil {
		t.Fatal(err)
	}
	d.reviewShown()
	d.until(t, "the mark is noted", func() bool {
		d.reviewed.screen.Focus()
		d.presses(t, fyne.KeyHome, fyne.KeyA)
		c, err := s.Case(context.Background(), id)
		return err == nil && len(c.Marks) > 0
	})
	d.presses(t, fyne.KeyHome, fyne.KeyDown, fyne.KeyA)
	d.leave()
	d.kept.Wait()
	c, err := s.Case(t.Context(), id)
	if err != nil || len(c.Marks) != 2 || c.Marks[0].Verdict != casework.Accepted {
		t.Errorf("noted are %+v, %v", c, err)
	}
}

func TestASettingSaysWhetherTwoPeopleCheck(t *testing.T) {
	for setting, want := range map[string]bool{"": false, "off": false, "yes": true} {
		if got := settings.Second(setting); got != want {
			t.Errorf("%q wants a second person: %v", setting, got)
		}
	}
}

func TestTheQueueLeadsToTheReviewAndBack(t *testing.T) {
	d, _, id := listed(t)
	before := d.window.Canvas().Focused()
	d.showQueue()
	d.until(t, "the filing is in the queue, which has the keyboard", func() bool {
		q, ok := d.screen.(*deskui.Screen)
		return ok && q.Current() == id && d.window.Canvas().Focused() != before
	})
	queue := d.screen
	d.presses(t, fyne.KeyReturn)
	if d.reviewed == nil || d.screen != d.reviewed.screen {
		t.Fatalf("Return shows %T", d.screen)
	}
	d.presses(t, fyne.KeyEscape)
	if d.screen != queue {
		t.Errorf("Escape shows %T", d.screen)
	}
	d.reviewShown()
	if d.reviewed == nil {
		t.Error("Ctrl+J does nothing in the queue")
	}
}
