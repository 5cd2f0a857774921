package fault

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
)

const usualCuts = 400

func TestAPowerCutLosesNothingAcknowledged(t *testing.T) {
	unhurried(t)
	needStrace(t)
	t.Parallel()
	cuts := times(t, "RECORDAL_CUTS", usualCuts)
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			line := s.line("power cut")
			for _, c := range cutOften(t, s, (cuts+len(scenarios)-1)/len(scenarios)) {
				line.Tries++
				line.Acknowledged += c.acknowledged
				blame(t, &line, c.verdict, c.when)
			}
			table.Add(line)
		})
	}
}

// The power cuts themselves are tried on SQLite alone: with NORMAL, which waits for
// no disk, they must find that acknowledged saves are lost.
func TestThePowerCutsBite(t *testing.T) {
	unhurried(t)
	needStrace(t)
	t.Parallel()
	cuts := max(times(t, "RECORDAL_CUTS", usualCuts)/8, 20)
	for _, s := range []scenario{plainFull, plainNormal} {
		line := s.line("power cut")
		for _, c := range cutOften(t, s, cuts) {
			line.Tries++
			line.Acknowledged += c.acknowledged
			line.Lost += len(c.lost)
			line.Damaged += min(len(c.damaged), 1)
			for _, what := range c.damaged {
				t.Errorf("%s: %s: %s", s.name, c.when, what)
			}
		}
		if s.name == plainFull.name && line.Lost > 0 {
			t.Errorf("%s lost %d acknowledged saves in %d cuts", s.name, line.Lost, line.Tries)
		}
		if s.name == plainNormal.name && line.Lost < cuts/2 {
			t.Errorf("%s lost only %d acknowledged saves in %d cuts: they do not bite", s.name, line.Lost, line.Tries)
		}
		table.Add(line)
	}
}

// cut is one power cut and what was left.
type cut struct {
	verdict
	acknowledged int
	when         string
}

// keeps are the parts of what was not yet safe that a cut leaves, from nothing,
// where nothing came to the disk, to all, where only the program was stopped.
var keeps = []float64{0, 0.1, 0.5, 0.9, 1}

// cutOften records a scenario and cuts its power at random moments.
func cutOften(t *testing.T, s scenario, cuts int) []cut {
	t.Helper()
	dir, calls, said := traced(t, s, s.recorded)
	if len(said.acks) == 0 || len(said.silent)+len(said.said)+len(said.wrong) > 0 {
		t.Fatalf("%s without a fault: %+v", s.name, said)
	}
	moments, worth := momentsOf(t, calls, dir)
	// A store that knows its path must not find there what came after the cut.
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	random := random(t)
	after := map[int]int{} // how often power is cut behind a moment
	for range cuts {
		after[worth[random.IntN(len(worth))]]++
	}
	disk := NewDisk(dir)
	var acks []string
	var judges sync.WaitGroup
	var mu sync.Mutex
	var all []cut
	places := make(chan struct{}, 2) // two judges at work
	images := t.TempDir()
	for i, m := range moments {
		if m.ack != "" {
			acks = append(acks, m.ack)
		} else if _, err := disk.Apply(m.call); err != nil {
			t.Fatal(err)
		}
		for range after[i] {
			keep := keeps[random.IntN(len(keeps))]
			image := filepath.Join(images, strconv.Itoa(i)+"-"+strconv.Itoa(random.IntN(1e9)))
			places <- struct{}{}
			if err := disk.Cut(random, keep, image); err != nil {
				t.Fatal(err)
			}
			known := slices.Clone(acks)
			when := fmt.Sprintf("cut behind %d of %d, %.0f %% of the rest kept", i, len(moments), keep*100)
			judges.Go(func() {
				c := cut{acknowledged: len(known), when: when}
				if err := s.prepared(image); err != nil {
					c.damage("prepare what was left: %v", err)
				} else {
					c.verdict = s.judge(context.Background(), image, known)
				}
				if err := os.RemoveAll(image); err != nil {
					c.damage("remove what was left: %v", err)
				}
				mu.Lock()
				all = append(all, c)
				mu.Unlock()
				<-places
			})
		}
	}
	judges.Wait()
	return all
}

// moment is a call that the disk sees, or an acknowledgement.
type moment struct {
	at   int // line of the trace
	call Call
	ack  string
}

// momentsOf puts the calls and what was acknowledged in their order: a call counts
// from where it has ended, an acknowledgement from where it begins, and a close, too:
// before it ends another thread may have been given the same number for another file.
// Behind those that are worth it a cut may leave something else than before.
func momentsOf(t *testing.T, calls []Call, dir string) (moments []moment, worth []int) {
	t.Helper()
	for _, c := range calls {
		if c.Name != "write" || c.Args[0] != "1" {
			at := c.Ended
			if c.Name == "close" {
				at = c.Began
			}
			moments = append(moments, moment{at: at, call: c})
			continue
		}
		text, err := Text(c.Args[1])
		if err != nil {
			t.Fatal(err)
		}
		for _, ack := range reportOf(string(text)).acks {
			moments = append(moments, moment{at: c.Began, ack: ack})
		}
	}
	slices.SortStableFunc(moments, func(a, b moment) int { return a.at - b.at })
	probe := NewDisk(dir)
	for i, m := range moments {
		changed := m.ack != ""
		if !changed {
			var err error
			if changed, err = probe.Apply(m.call); err != nil {
				t.Fatal(err)
			}
		}
		if changed {
			worth = append(worth, i)
		}
	}
	return moments, worth
}
