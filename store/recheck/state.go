package recheck

import (
	"context"
	"errors"
	"log/slog"

	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// Phase says where the judging of all drafts stands.
type Phase int

// The phases.
const (
	Waiting Phase = iota // nothing was begun yet
	Running
	Stopped // before its end, by a person
	Done
	Failed // the store could not be read
)

// Why says what a pass is for.
type Why int

// The reasons.
const (
	Start   Why = iota // the program has started
	NewDay             // another day began since the last whole pass
	NewBook            // another rulebook is in force since then
	Asked              // a person wants it
)

// State is what a window shows of the judging of all drafts.
type State struct {
	Phase       Phase
	Why         Why
	Rulebook    string // version that is judged by
	Day         string
	Done, Total int
	Otherwise   int // drafts judged otherwise than before
	Err         error
}

// What the keeper keeps in the store.
const (
	// SettingRulebook and SettingDay say what the last whole pass judged by.
	SettingRulebook = "recheck.rulebook"
	SettingDay      = "recheck.day"

	sealedVerdicts = "recheck.verdicts"

	// settingSettled is set while no program runs and all that was due is judged.
	settingSettled = "recheck.settled"
)

// State returns where the judging of all drafts stands.
func (k *Keeper) State() State {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.state
	s.Otherwise = k.verdicts.otherwise()
	return s
}

// All has all drafts judged again, unless that is under way.
func (k *Keeper) All() { k.begin(Asked) }

// Rest goes on with a pass that was stopped.
func (k *Keeper) Rest() {
	if s := k.State(); s.Phase == Stopped {
		k.begin(s.Why)
	}
}

// Stop ends the pass under way; what was judged by then stays.
func (k *Keeper) Stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.state.Phase == Running {
		k.state.Phase = Stopped
		k.pass()
	}
}

// begin starts a pass unless one is under way; it leaves out what was judged by
// this rulebook on this day.
func (k *Keeper) begin(why Why) {
	book, day := k.o.Book(), k.today()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.state.Phase == Running || k.ctx.Err() != nil {
		return
	}
	if why == Asked && k.state.Phase != Stopped {
		k.verdicts.doubt() // so that what a stop leaves undone is known, also to the next start
	}
	ctx, cancel := context.WithCancel(k.ctx)
	k.pass = cancel
	k.state = State{Phase: Running, Why: why, Rulebook: book.Version, Day: day}
	o := Options{
		Book: book, Day: day, Into: k.verdicts, Desk: k.desk, Workers: 1, Pace: k.Pace,
		OnProgress: func(done, total int) { k.progress(ctx, done, total) },
		Skip: func(id string, seq int64) bool {
			v, current := k.verdicts.Of(id, seq)
			return current && v.Rulebook == book.Version && v.Day == day
		},
	}
	k.work.Go(func() {
		defer cancel()
		k.judgeAll(ctx, o)
	})
	k.tell()
}

func (k *Keeper) progress(ctx context.Context, done, total int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if ctx.Err() == nil {
		k.state.Done, k.state.Total = done, total
		k.tell()
	}
}

// judgeAll is a pass.
func (k *Keeper) judgeAll(ctx context.Context, o Options) {
	err := errBroken
	crash.Guard(func() { err = k.all(ctx, o) })
	k.mu.Lock()
	stopped := ctx.Err() != nil // then the state is another's by now
	switch {
	case stopped:
	case err != nil:
		k.state.Phase, k.state.Err = Failed, err
		slog.Error("judge all drafts", "err", err)
	default:
		k.state.Phase = Done
	}
	k.mu.Unlock()
	if !stopped && err == nil {
		ctx = context.WithoutCancel(ctx) // it is whole, also where the program ends now
		k.set(ctx, SettingRulebook, o.Book.Version)
		k.set(ctx, SettingDay, o.Day)
		k.keepVerdicts(ctx)
	}
	k.tell()
}

// errBroken is the end of a pass that panicked.
var errBroken = errors.New("the pass broke off")

// all judges all drafts.
func (k *Keeper) all(ctx context.Context, o Options) error {
	total, err := k.o.Store.Count(ctx)
	if err != nil {
		return err
	}
	k.progress(ctx, 0, total)
	if err := k.fill(ctx); err != nil {
		return err
	}
	_, err = Run(ctx, k.o.Store, o)
	return err
}

// fill fills the desk the first time.
func (k *Keeper) fill(ctx context.Context) error {
	k.mu.Lock()
	whole := k.whole
	k.mu.Unlock()
	if whole {
		return nil
	}
	if err := Fill(ctx, k.o.Store, k.desk); err != nil {
		return err
	}
	k.mu.Lock()
	k.whole = true
	k.mu.Unlock()
	k.o.OnNews()
	k.hurry()
	return nil
}

// seenFirst is how many drafts a list shows at once, about.
const seenFirst = 20

// hurry has the drafts that were changed last judged at once, since they are what
// the list begins with; a pass comes to them at its end.
func (k *Keeper) hurry() {
	list, err := k.o.Store.Drafts(k.ctx)
	if err != nil {
		return // the pass meets it too
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, m := range list[:min(seenFirst, len(list))] {
		v, current := k.verdicts.Of(m.ID, m.Seq)
		if !m.Damaged && (!current || v.Rulebook != k.state.Rulebook || v.Day != k.state.Day) {
			k.due[m.ID] = true
		}
	}
	k.nudge()
}

// recall waits for the list, which the window needs first, and reads what was
// known when the program ended. It reports whether the list could be read.
func (k *Keeper) recall() bool {
	if _, err := k.o.Store.Drafts(k.ctx); err != nil {
		return false // the list says it
	}
	data, err := k.o.Store.Sealed(k.ctx, sealedVerdicts)
	if err == nil && data != nil {
		err = k.verdicts.decode(data)
	}
	if err != nil && k.ctx.Err() == nil {
		slog.Error("read verdicts", "err", err) // they are made again
	}
	return true
}

// why finds out what the first pass is for. Where the last program did not end
// in order, nothing it knew is relied on, though it may be shown until it is
// judged again.
func (k *Keeper) why() Why {
	settled := k.setting(settingSettled) == "yes"
	k.set(k.ctx, settingSettled, "")
	if !settled {
		k.verdicts.doubt()
	}
	book, day := k.setting(SettingRulebook), k.setting(SettingDay)
	switch {
	case book != "" && book != k.o.Book().Version:
		return NewBook
	case day != "" && day != k.today():
		return NewDay
	}
	return Start
}

func (k *Keeper) setting(key string) string {
	value, err := k.o.Store.Setting(k.ctx, key)
	if err != nil && k.ctx.Err() == nil {
		slog.Error("read setting", "key", key, "err", err)
	}
	return value
}

// settled reports whether all that was due is judged.
func (k *Keeper) settled() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.due) == 0 && k.whole
}

// began reports whether Begin came so far that there is something to keep.
func (k *Keeper) began() bool { return k.State().Phase != Waiting }

func (k *Keeper) keepVerdicts(ctx context.Context) {
	data, err := k.verdicts.encode()
	if err == nil {
		err = k.o.Store.SetSealed(ctx, sealedVerdicts, data)
	}
	if err != nil && ctx.Err() == nil && !errors.Is(err, store.ErrViewing) {
		slog.Error("keep verdicts", "err", err)
	}
}
