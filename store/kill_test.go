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

// die ends a child that cannot do its work, so that its test sees it.
func die(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func init() { children["type"] = typeUntilKilled }

// typeUntilKilled saves the first draft, or a new one, with a rising number and prints
// each number after it was acknowledged.
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
	for n := 1; ; n++ {
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
