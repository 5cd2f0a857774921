package inbox

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Eight desks see the same 200 packets and take whatever they can get.
func TestEightDesksTakeEachPacketOnce(t *testing.T) {
	const packets, takers = 200, 8
	dir, root := newInbox(t), t.TempDir()
	sums := map[string]bool{}
	for n := range packets {
		path := packetFile(t, root, n)
		sums[mustSum(t, path)] = true
		// Some through the program, some by hand.
		if n%4 == 0 {
			if err := os.Rename(path, filepath.Join(dir, filepath.Base(path))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		put(t, desk(t, dir, 100), path)
	}
	var cmds []*exec.Cmd
	var homes []string
	for n := 1; n <= takers; n++ {
		homes = append(homes, filepath.Join(root, fmt.Sprint("desk", n)))
		cmds = append(cmds, child(t.Context(), t, "take", dir, homes[n-1], n))
	}
	for _, r := range begin(t, cmds...) {
		for range r.lines {
		}
		if err := r.Wait(); err != nil {
			t.Error(err)
		}
	}
	took := 0
	all := kept(t, homes...)
	for sum, by := range all {
		if len(by) != 1 || !sums[sum] {
			t.Errorf("%.8s was taken by %v", sum, by)
		}
	}
	for _, home := range homes {
		if n := len(kept(t, home)); n > 0 {
			took++
		}
	}
	if len(all) != packets {
		t.Errorf("%d packets were taken, want %d", len(all), packets)
	}
	if took < 2 {
		t.Error("one desk took all; the test has lost its grip")
	}
	for sum := range sums {
		wantLying(t, dir, sum, done)
	}
}

// Desks are killed at whatever they do and started again.
func TestDesksThatAreKilledLoseNothingAndTakeNothingTwice(t *testing.T) {
	const packets, rounds = 80, 12
	dir, root := newInbox(t), t.TempDir()
	roles := []string{"put", "put", "take", "take and give back", "take"}
	homes := make([]string, len(roles))
	for n := range roles {
		homes[n] = filepath.Join(root, fmt.Sprint("desk", n))
		child(t.Context(), t, roles[n], dir, homes[n], n) // makes its folders
	}
	sums := map[string]bool{}
	for n := range packets {
		sums[mustSum(t, packetFile(t, filepath.Join(homes[n%2], "outbox"), n))] = true
	}
	check := func() {
		t.Helper()
		places := lying(t, dir)
		for n := range 2 {
			for sum := range lying(t, filepath.Join(homes[n], "outbox")) {
				places[sum] = append(places[sum], "outbox")
			}
		}
		by := kept(t, homes...)
		for sum := range sums {
			if len(places[sum]) == 0 {
				t.Errorf("%.8s is nowhere", sum)
			}
			if len(by[sum]) > 1 {
				t.Errorf("%.8s was taken by %v", sum, by[sum])
			}
		}
		if len(by) > packets {
			t.Errorf("%d packets were kept, and there were %d", len(by), packets)
		}
	}
	caught := 0
	for range rounds {
		var cmds []*exec.Cmd
		var kills []context.CancelFunc
		for n, role := range roles {
			ctx, kill := context.WithCancel(t.Context())
			defer kill()
			cmds, kills = append(cmds, child(ctx, t, role, dir, homes[n], n)), append(kills, kill)
		}
		for n, r := range begin(t, cmds...) {
			after := rand.N(8) // steps that it says it has done
			go func() {
				for range r.lines {
					if after--; after == 0 {
						time.AfterFunc(rand.N(3*time.Millisecond), kills[n])
					}
				}
				kills[n]()
			}()
		}
		for _, cmd := range cmds {
			_ = cmd.Wait() // killed, which is an error
			if cmd.ProcessState.ExitCode() == 1 {
				t.Error("a desk failed by itself")
			}
		}
		if t.Failed() {
			return
		}
		check()
		caught += len(files(t, filepath.Join(dir, claimed))) + len(files(t, filepath.Join(dir, incoming)))
	}
	if caught == 0 {
		t.Error("no kill hit a packet on its way; the test has lost its grip")
	}
	// What is left goes its way when nobody is killed.
	for _, again := range [][]int{{0, 1}, {2, 3, 4}} {
		var cmds []*exec.Cmd
		for _, n := range again {
			cmds = append(cmds, child(t.Context(), t, roles[n], dir, homes[n], n))
		}
		for _, r := range begin(t, cmds...) {
			for range r.lines {
			}
			if err := r.Wait(); err != nil {
				t.Error(err)
			}
		}
	}
	check()
	if by := kept(t, homes...); len(by) != packets {
		t.Errorf("%d packets were taken in the end, want %d", len(by), packets)
	}
	for sum := range sums {
		wantLying(t, dir, sum, done)
	}
}

func files(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
