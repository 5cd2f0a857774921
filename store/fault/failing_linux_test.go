package fault

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"recordaldesk/store"
)

// usualFailures is how many of a scenario's file operations fail in a usual run, a
// random choice of them. There are some hundred.
const usualFailures = 12

// Whatever operation fails, once or from then on: what was acknowledged stays, what
// was not is done whole or not at all, and people are told.
func TestADiskThatFailsAtAnyOperationLosesNothing(t *testing.T) {
	unhurried(t)
	needStrace(t)
	t.Parallel()
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			failOften(t, s)
		})
	}
}

func failOften(t *testing.T, s scenario) {
	line := s.line("disk fails at the k-th operation")
	operations := operationsOf(t, s)
	if len(operations) == 0 {
		t.Fatal("no operation was seen")
	}
	tries := slices.Concat(operations, forGood(operations))
	random(t).Shuffle(len(tries), func(i, j int) { tries[i], tries[j] = tries[j], tries[i] })
	tries = tries[:min(len(tries), times(t, "RECORDAL_FAILURES", usualFailures))]
	met := 0
	for _, o := range tries {
		dir, calls, said := traced(t, s, s.failing, "-e", o.injection())
		met += min(1, len(slices.DeleteFunc(calls, func(c Call) bool { return !c.Injected })))
		line.Tries++
		line.Acknowledged += len(said.acks)
		line.Said = append(line.Said, said.said...)
		for _, text := range said.silent {
			t.Errorf("%v: people are told nothing of: %s", o, text)
		}
		if slices.Contains(said.said, sentenceOf(store.ErrGone)) {
			t.Errorf("%v: people are told that the folder is gone, which it is not: %s", o, said.complaint)
		}
		blame(t, &line, s.judge(t.Context(), dir, said.acks), fmt.Sprint(o))
	}
	if met < line.Tries/2 {
		t.Errorf("of %d operations that should have failed %d did", line.Tries, met)
	}
	table.Add(line)
}

// A folder that the disk does not give back is not taken for one that was moved. The
// restored database is in its place by then, so that nothing is said to be undone.
func TestAFolderThatCannotBeReadIsNotSaidToBeGone(t *testing.T) {
	said := hurt(t, restoring, "disk fails at what is set aside", "-P", inFolder+"/data/aside/unfinished", "-e", "inject=openat:error=EIO")
	if want := []string{sentenceOf(store.ErrUnfinished)}; !slices.Equal(said.said, want) {
		t.Errorf("people are told %q, want %q", said.said, want)
	}
}

// Virus scanners open what is new, and it can be given its name only once they let go.
func TestAFileThatAVirusScannerHoldsIsWaitedForElseTold(t *testing.T) {
	for _, c := range []struct {
		held, when string
		said       []string
		attached   bool
	}{
		{"for a moment", "1..3", nil, true},
		{"for good", "1+", []string{sentenceOf(store.ErrHeld)}, false},
	} {
		t.Run(c.held, func(t *testing.T) {
			said := hurt(t, attaching, "file held by a virus scanner "+c.held, "-e", "inject=renameat,renameat2,rename:error=EBUSY:when="+c.when)
			if !slices.Equal(said.said, c.said) || len(said.silent) > 0 {
				t.Errorf("people are told %q, and nothing of %q; want %q", said.said, said.silent, c.said)
			}
			if attached := len(said.acks) > 0; attached != c.attached {
				t.Errorf("%d scans are attached", len(said.acks))
			}
		})
	}
}

// Network drives and FUSE have no way to bring the names in a folder to the disk, and
// say so. That is no reason to refuse scans there.
func TestADriveThatSyncsNoFoldersIsNoObstacle(t *testing.T) {
	said := hurt(t, attaching, "network drive that syncs no folders", "-P", inFolder+"/scans", "-e", "inject=fsync:error=EINVAL")
	if len(said.said)+len(said.silent) > 0 || len(said.acks) == 0 {
		t.Errorf("the child said %+v", said)
	}
}

// hurt lets a scenario work while strace makes some of its calls fail, has what is left
// judged, and enters the fault in the table.
func hurt(t *testing.T, s scenario, fault string, options ...string) (said report) {
	t.Helper()
	unhurried(t)
	needStrace(t)
	t.Parallel()
	dir, calls, said := traced(t, s, s.failing, options...)
	if !slices.ContainsFunc(calls, func(c Call) bool { return c.Injected }) {
		t.Error("nothing failed: the test proves nothing")
	}
	line := s.line(fault)
	line.Tries, line.Acknowledged, line.Said = 1, len(said.acks), said.said
	blame(t, &line, s.judge(t.Context(), dir, said.acks), line.Fault)
	table.Add(line)
	return said
}

// operation is the k-th call of its name in a thread.
type operation struct {
	call    string
	k       int
	forGood bool // all later ones, too
}

func (o operation) String() string {
	if o.forGood {
		return fmt.Sprintf("%s fails from the %d. on", o.call, o.k)
	}
	return fmt.Sprintf("%s fails at the %d.", o.call, o.k)
}

// injection tells strace to let it fail.
func (o operation) injection() string {
	when := strconv.Itoa(o.k)
	if o.forGood {
		when += "+"
	}
	return "inject=" + o.call + ":error=EIO:when=" + when
}

func forGood(all []operation) []operation {
	all = slices.Clone(all)
	for i := range all {
		all[i].forGood = true
	}
	return all
}

// operationsOf lets the scenario work without a fault and lists the operations by
// which it changes its folder, and the opening of its files.
func operationsOf(t *testing.T, s scenario) []operation {
	t.Helper()
	dir, calls, said := traced(t, s, s.failing)
	if len(said.acks) == 0 || len(said.said)+len(said.silent) > 0 {
		t.Fatalf("without a fault: %+v", said)
	}
	type counter struct {
		thread int
		call   string
	}
	counts, starting := map[counter]int{}, map[string]int{}
	begun := false // the child itself, not only what loads it
	disk := NewDisk(dir)
	var all []operation
	slices.SortStableFunc(calls, func(a, b Call) int { return a.Began - b.Began })
	for _, c := range calls {
		changes, err := disk.Apply(c)
		if err != nil {
			t.Fatal(err)
		}
		counts[counter{c.Thread, c.Name}]++
		o := operation{call: c.Name, k: counts[counter{c.Thread, c.Name}]}
		touches := changes || opensIn(c, dir)
		if begun = begun || touches; !begun {
			starting[c.Name] = max(starting[c.Name], o.k)
		}
		// In another thread it might be what loads the program that fails.
		if touches && o.k > starting[c.Name] && !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

// opensIn reports whether the call opens something in the folder.
func opensIn(c Call, dir string) bool {
	if c.Name != "openat" {
		return false
	}
	path, err := Text(c.Args[1])
	return err == nil && strings.HasPrefix(string(path), dir)
}
