package recheck

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/crash"
)

// Store is the part of [store.Store] that a [Keeper] works with.
type Store interface {
	Drafts
	Drafts(ctx context.Context) ([]*store.Summary, error)
	Load(ctx context.Context, id string) (store.Draft, error)
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	Sealed(ctx context.Context, key string) ([]byte, error)
	SetSealed(ctx context.Context, key string, plain []byte) error
}

// KeeperOptions are what a keeper needs from around it; all must be given. The
// functions are called from goroutines of the keeper and must not wait for it.
type KeeperOptions struct {
	Store Store
	Book  func() *rules.Book // the rulebook in force
	Now   func() time.Time

	// Busy, unless nil, says that somebody works at the window right now, for whose sake
	// passes hold back.
	Busy func() bool

	// OnChange is told now and then that the state or a verdict is another one.
	OnChange func()

	// OnNews is told when the open filing may be judged otherwise although nobody
	// changed it: the desk is whole, or another day began.
	OnNews func()
}

// Keeper keeps up what a window shows of all drafts: the verdict on each, and
// the desk that tells what they share. It judges in the background; its methods
// return at once and may be called from any goroutine.
type Keeper struct {
	o        KeeperOptions
	desk     *rules.Desk
	verdicts *Verdicts

	ctx     context.Context // of all that runs in the background
	stop    context.CancelFunc
	work    sync.WaitGroup
	wake    chan struct{} // something is due
	typed   atomic.Int64  // when somebody typed last, in Unix nanoseconds
	telling atomic.Bool   // OnChange is on its way

	mu    sync.Mutex
	state State
	pass  context.CancelFunc // ends the pass under way; nil while there is none
	whole bool               // the desk holds all drafts
	open  string             // id of the draft the window works on; "" for none
	due   map[string]bool    // drafts to be judged again once the open one is left
	gone  map[string]bool    // deleted drafts, which a late judgement must not bring back
}

// NewKeeper returns a keeper, which does nothing in the background until Begin.
func NewKeeper(o KeeperOptions) *Keeper {
	k := &Keeper{
		o: o, desk: rules.NewDesk(), verdicts: NewVerdicts(),
		wake: make(chan struct{}, 1), due: map[string]bool{}, gone: map[string]bool{},
	}
	k.ctx, k.stop = context.WithCancel(context.Background())
	return k
}

// Begin starts the work in the background: what was known of the drafts when the
// program ended is read, the desk filled and the drafts judged that were not, or
// not on this day by this rulebook.
func (k *Keeper) Begin() { k.work.Go(func() { crash.Guard(k.run) }) }

// Close ends the work in the background, waits until it has ended and keeps the
// verdicts for the next time.
func (k *Keeper) Close() {
	k.stop()
	k.work.Wait()
	if !k.began() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	k.keepVerdicts(ctx)
	if k.settled() {
		k.set(ctx, settingSettled, "yes")
	}
}

// Of returns the last verdict on a draft, as [Verdicts.Of] does.
func (k *Keeper) Of(id string, seq int64) (last Verdict, current bool) { return k.verdicts.Of(id, seq) }

// Version is that of the verdicts, as [Verdicts.Version] gives it.
func (k *Keeper) Version() uint64 { return k.verdicts.Version() }

// Judge judges the filing of a draft the window works on, as it is there, and
// puts it on the desk; sent says that it was exported. It is asked at each change,
// so somebody is typing.
func (k *Keeper) Judge(book *rules.Book, id string, f *rules.Filing, sent bool, today string) *rules.Report {
	k.Typing()
	k.put(id, f, sent)
	return book.Check(f, today, k.desk.Shared(id, f)...)
}

func (k *Keeper) put(id string, f *rules.Filing, sent bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.gone[id] {
		return
	}
	k.touch(k.desk.Put(id, f, sent))
}

// touch notes that drafts share something else with others than before.
func (k *Keeper) touch(ids []string) {
	for _, id := range ids {
		k.due[id] = true
	}
	if len(ids) > 0 && k.open == "" {
		k.nudge()
	}
}

// nudge has the worker look what is due.
func (k *Keeper) nudge() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// Opened says that the window works on a draft from now on.
func (k *Keeper) Opened(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.open = id
}

// Left says that the open draft was closed and is saved: it is judged as it lies
// in the store, and so are those that its changes have touched.
func (k *Keeper) Left(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.open == id {
		k.open = ""
	}
	k.due[id] = true
	k.nudge()
}

// Came says that drafts have come in, or were changed without the window working on
// them: they are judged as they lie in the store.
func (k *Keeper) Came(ids ...string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.touch(ids)
}

// Removed says that a draft was deleted.
func (k *Keeper) Removed(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.gone[id] = true
	delete(k.due, id)
	k.verdicts.Remove(id)
	k.touch(k.desk.Remove(id))
}

// Typing says that somebody is typing; passes hold back for a moment.
func (k *Keeper) Typing() { k.typed.Store(time.Now().UnixNano()) }

// How a pass holds back: typing counts for so long, and each draft waits so much.
const (
	typingLasts = 600 * time.Millisecond
	typingRest  = 40 * time.Millisecond
)

// Pace lets whoever types or works at the window have the computer: other work in the
// background may call it too, again and again.
func (k *Keeper) Pace(ctx context.Context) {
	typing := time.Now().UnixNano()-k.typed.Load() <= int64(typingLasts)
	if !typing && (k.o.Busy == nil || !k.o.Busy()) {
		return
	}
	timer := time.NewTimer(typingRest)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// tellEvery is how often OnChange is told at most.
const tellEvery = 100 * time.Millisecond

// tell has OnChange told soon, once for all that changes until then.
func (k *Keeper) tell() {
	if !k.telling.CompareAndSwap(false, true) {
		return
	}
	time.AfterFunc(tellEvery, func() {
		k.telling.Store(false)
		if k.ctx.Err() == nil {
			crash.Guard(k.o.OnChange)
		}
	})
}

func (k *Keeper) today() string { return k.o.Now().Format(time.DateOnly) }

// lookEvery is how often the worker looks whether another day has begun.
const lookEvery = 30 * time.Second

// retryAfter is how long the worker waits where the list cannot be read.
const retryAfter = 5 * time.Second

// run is the worker.
func (k *Keeper) run() {
	for !k.recall() {
		select {
		case <-k.ctx.Done():
			return
		case <-time.After(retryAfter):
		}
	}
	why := k.why()
	if k.ctx.Err() != nil {
		return // what was read may be half of it
	}
	k.begin(why)
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-k.ctx.Done():
			return
		case <-k.wake:
			k.catchUp()
		case <-ticker.C:
			k.look()
		}
	}
}

// look begins a pass where another day or rulebook asks for it.
func (k *Keeper) look() {
	switch s := k.State(); {
	case s.Phase == Running:
		return
	case s.Rulebook != k.o.Book().Version:
		k.begin(NewBook)
	case s.Day != k.today():
		k.begin(NewDay)
	default:
		return
	}
	k.o.OnNews()
}

// catchUp judges the drafts that are due, unless the window works on one.
func (k *Keeper) catchUp() {
	for {
		id, ok := k.next()
		if !ok {
			return
		}
		k.Pace(k.ctx)
		d, err := k.o.Store.Load(k.ctx, id)
		if err != nil {
			continue // deleted, or damaged, which the list says itself
		}
		k.put(d.ID, d.Record.Filing, d.State == store.StateExported)
		k.verdicts.renew(d.ID, judge(k.o.Book(), k.today(), k.desk, d))
		k.tell()
	}
}

// next takes one draft from those that are due.
func (k *Keeper) next() (id string, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ctx.Err() != nil || k.open != "" {
		return "", false
	}
	for id := range k.due {
		delete(k.due, id)
		return id, true
	}
	return "", false
}

func (k *Keeper) set(ctx context.Context, key, value string) {
	if err := k.o.Store.SetSetting(ctx, key, value); err != nil && ctx.Err() == nil {
		slog.Error("keep setting", "key", key, "err", err)
	}
}
