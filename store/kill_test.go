package store_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"recordaldesk/store"
)

// kills is how often a program is killed: a few each time, many by
// RECORDAL_KILLS=5000.
func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("RECORDAL_KILLS")
	if text == "" {
		return 25
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("RECORDAL_KILLS: %v", err)
	}
	return n
}

// killed runs a child until it has acknowledged something, kills it a little
// later, and returns its last acknowledgement: a line it wrote whole. A kill
// that comes before the first one gives "".
func killed(t *testing.T, name, dir string) string {
	t.Helper()
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	cmd := child(ctx, t, name, dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	last := ""
	lines := bufio.NewReader(out)
	for first := true; ; first = false {
		line, err := lines.ReadString('\n')
		if err == io.EOF { // the kill may have cut the line
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		last = strings.TrimSuffix(line, "\n")
		if first {
			time.AfterFunc(rand.N(60*time.Millisecond), kill)
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	} else if _, ok := err.(*exec.ExitError); !ok {
		t.Fatal(err)
	}
	return last
}

func init() {
	children["type"] = typeUntilKilled
	children["add scans"] = addScansUntilKilled
}

// die ends a child that cannot do its work, so that its test sees it.
func die(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// typeUntilKilled saves one draft with a rising number and prints each number
// after it was acknowledged.
func typeUntilKilled(dir string) {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		die(err)
	}
	drafts, err := s.Drafts(ctx)
	if err != nil {
		die(err)
	}
	var d store.Draft
	if len(drafts) == 0 {
		d, err = s.Create(ctx, sample())
	} else {
		d, err = s.Load(ctx, drafts[0].ID)
	}
	if err != nil {
		die(err)
	}
	start := 0
	if d.Record.Field != sample().Field {
		if start, err = strconv.Atoi(d.Record.Field); err != nil {
			die(err)
		}
	}
	for n := start + 1; ; n++ {
		number(&d.Record, n)
		if d.Seq, err = s.Save(ctx, d.ID, d.Seq, d.Record); err != nil {
			die(err)
		}
		fmt.Println(n)
	}
}

// number writes n at both ends of the record and, long enough to fill several
// pages of the database, in between.
func number(r *store.Record, n int) {
	r.Field = strconv.Itoa(n)
	r.Filing.Host.Remark = strings.Repeat(fmt.Sprintf("备注%d ", n), 50+n%700)
	r.Filing.Websites[0].Remark = strconv.Itoa(n)
}

func TestAKillLosesNoAcknowledgedSave(t *testing.T) {
	dir := t.TempDir()
	acknowledged := 0
	for range kills(t) {
		line := killed(t, "type", dir)
		n, err := strconv.Atoi(line)
		if err != nil {
			t.Fatalf("acknowledgement %q: %v", line, err)
		}
		s, err := store.Open(t.Context(), dir, store.Options{})
		if err != nil {
			t.Fatalf("open after a kill: %v", err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Errorf("after a kill: %v", err)
		}
		drafts, err := s.Drafts(t.Context())
		if err != nil || len(drafts) != 1 {
			t.Fatalf("after a kill: %d drafts, %v", len(drafts), err)
		}
		d, err := s.Load(t.Context(), drafts[0].ID)
		if err != nil {
			t.Fatalf("after a kill: %v", err)
		}
		stored, _ := strconv.Atoi(d.Record.Field)
		if stored < n {
			t.Errorf("save %d was acknowledged, %d is stored", n, stored)
		}
		whole := d.Record.Clone()
		number(&whole, stored)
		if got, want := d.Record.Filing.Host.Remark+d.Record.Filing.Websites[0].Remark,
			whole.Filing.Host.Remark+whole.Filing.Websites[0].Remark; got != want {
			t.Errorf("save %d is torn", stored)
		}
		acknowledged = stored
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d saves", kills(t), acknowledged)
}

// addScansUntilKilled adds scans and prints their hashes.
func addScansUntilKilled(dir string) {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		die(err)
	}
	d, err := s.Create(ctx, sample())
	if err != nil {
		die(err)
	}
	for n := 0; ; n++ {
		scan, err := s.AddScan(ctx, d.ID, &pattern{seed: d.ID + strconv.Itoa(n), left: 300_000})
		if err != nil {
			die(err)
		}
		fmt.Println(d.ID, scan.SHA256)
		if n%3 == 2 { // others go again, so that the kill meets that too
			second, err := s.AddScan(ctx, d.ID, &pattern{seed: "dropped", left: 100_000})
			if err != nil {
				die(err)
			}
			if err := s.DropScan(ctx, d.ID, second.SHA256); err != nil {
				die(err)
			}
		}
	}
}

// pattern is bytes that no two seeds share.
type pattern struct {
	seed string
	left int // bytes to come
}

func (p *pattern) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, io.EOF
	}
	sum := sha256.Sum256([]byte(p.seed))
	p.seed = hex.EncodeToString(sum[:])
	n := copy(b, strings.Repeat(p.seed, 16))
	p.left -= n
	return n, nil
}

func TestAKillLeavesNoScanWithoutItsFile(t *testing.T) {
	dir := t.TempDir()
	// What the killed programs leave must be older than the session that sweeps, and
	// what they dropped must no longer be kept.
	later := store.Options{Now: func() time.Time { return time.Now().Add(store.KeptForUndo + time.Hour) }}
	scans := 0
	for range kills(t) {
		draft, hash, _ := strings.Cut(killed(t, "add scans", dir), " ")
		s, err := store.Open(t.Context(), dir, later)
		if err != nil {
			t.Fatalf("open after a kill: %v", err)
		}
		if hash != "" {
			if err := s.VerifyScan(t.Context(), draft, hash); err != nil {
				t.Errorf("acknowledged scan: %v", err)
			}
		}
		drafts, err := s.Drafts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, d := range drafts {
			list, err := s.Scans(t.Context(), d.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, scan := range list {
				if err := s.VerifyScan(t.Context(), d.ID, scan.SHA256); err != nil {
					t.Errorf("after a kill: %v", err)
				}
				want[scan.SHA256] = true
			}
		}
		if _, err := s.Sweep(t.Context()); err != nil {
			t.Errorf("sweep: %v", err)
		}
		if got := len(originals(t, dir)); got != len(want) {
			t.Errorf("%d files after sweeping, %d scans", got, len(want))
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		scans = len(want)
	}
	t.Logf("%d kills, %d scans", kills(t), scans)
}
