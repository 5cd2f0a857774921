package fault

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"recordaldesk/store"
)

func init() {
	children["hold"] = hold
	children["second program"] = openSecond
	children["counting"] = func(w *worker) error { return count(w, "immediate") }
	children["counting, deferred"] = func(w *worker) error { return count(w, "deferred") }
}

// hold keeps a store open until its input ends.
func hold(w *worker) error {
	s, _, err := openDraft(w)
	if err != nil {
		return closing(s, err)
	}
	w.begin("holding")
	_, err = io.Copy(io.Discard, os.Stdin)
	return closing(s, err)
}

func openSecond(w *worker) error {
	s, err := store.Open(context.Background(), w.dir, store.Options{})
	if err == nil {
		w.begin("opened")
	}
	return closing(s, err)
}

func TestASecondProgramIsToldThatTheFolderIsInUse(t *testing.T) {
	unhurried(t)
	t.Parallel()
	dir := t.TempDir()
	line := Line{Fault: "two programs, one store"}
	for _, killed := range []bool{false, true, false} {
		first, stop, said := started(t, "hold", dir)
		line.Acknowledged += len(said.acks)
		second := ended(t, "second program", dir)
		if want := sentenceOf(store.ErrInUse); len(second.said) != 1 || second.said[0] != want {
			t.Errorf("the second program says %+v, want %s", second, want)
		}
		line.Tries++
		line.Said = append(line.Said, second.said...)
		if killed {
			if err := first.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		stop()
		if third := ended(t, "second program", dir); len(third.begun) != 1 {
			t.Errorf("after the first is gone (killed: %v): %+v", killed, third)
		}
	}
	blame(t, &line, judgeTyping(0)(t.Context(), dir, []string{"0"}), "after all")
	table.Add(line)
}

// started starts a child and waits for its word that it has begun. The function
// returned lets it end, and waits for that.
func started(t *testing.T, name, dir string) (*os.Process, func(), report) {
	t.Helper()
	cmd := child(t.Context(), t, name, dir, 0)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for lines := bufio.NewReader(out); !strings.Contains(all.String(), beginLine); {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, all.String())
		}
		all.WriteString(line)
	}
	return cmd.Process, func() {
		in.Close()
		_ = cmd.Wait() // one that was killed ends with an error
	}, reportOf(all.String())
}

// ended runs a child to its end.
func ended(t *testing.T, name, dir string) report {
	t.Helper()
	out, err := child(t.Context(), t, name, dir, 0).Output()
	said := reportOf(string(out))
	if err != nil && len(said.said) == 0 {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return said
}

// transactions is how many each of two programs makes.
const transactions = 400

func TestTwoWritersLoseNoUpdate(t *testing.T) {
	unhurried(t)
	t.Parallel()
	counted, failed := countTwice(t, "counting")
	line := Line{Fault: "two writers, one database", Tries: 2 * transactions, Acknowledged: 2*transactions - failed, Lost: 2*transactions - failed - counted}
	if failed > 0 || line.Lost != 0 {
		t.Errorf("%d transactions failed, %d of %d updates are there", failed, counted, 2*transactions)
	}
	table.Add(line)
	// With locks that are asked for late, some must fail: the two do meet.
	if _, failed := countTwice(t, "counting, deferred"); failed == 0 {
		t.Error("no deferred transaction failed: the two programs never met")
	}
}

// countTwice lets two programs count in one database and returns what is there in
// the end and how many transactions failed.
func countTwice(t *testing.T, name string) (counted, failed int) {
	t.Helper()
	dir := t.TempDir()
	db, err := plainDatabase(dir, "full", "immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE one (n INTEGER); INSERT INTO one VALUES (0)"); err != nil {
		t.Fatal(err)
	}
	gate, open, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer gate.Close()
	var programs [2]*exec.Cmd
	var outs [2]*bufio.Reader
	for i := range programs {
		programs[i] = child(t.Context(), t, name, dir, transactions)
		programs[i].Stdin = gate
		out, err := programs[i].StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := programs[i].Start(); err != nil {
			t.Fatal(err)
		}
		outs[i] = bufio.NewReader(out)
		if line, err := outs[i].ReadString('\n'); err != nil {
			t.Fatalf("%s: %q, %v", name, line, err)
		}
	}
	if err := open.Close(); err != nil { // both are ready: now they may
		t.Fatal(err)
	}
	for i, program := range programs {
		text, err := io.ReadAll(outs[i])
		if err := errors.Join(err, program.Wait()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		failed += len(reportOf(string(text)).wrong)
	}
	if err := db.QueryRow("SELECT n FROM one").Scan(&counted); err != nil {
		t.Fatal(err)
	}
	return counted, failed
}

// count waits until its input ends, and then reads a number and writes the next one, again and again.
func count(w *worker, txlock string) error {
	db, err := plainDatabase(w.dir, "full", txlock)
	if err != nil {
		return err
	}
	defer db.Close()
	w.begin("counting")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	for w.more() {
		if err := countOne(db); err != nil {
			w.wrong("transaction", err)
		}
	}
	return nil
}

func countOne(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit this does nothing
	var n int
	if err := tx.QueryRow("SELECT n FROM one").Scan(&n); err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE one SET n = ?", n+1); err != nil {
		return fmt.Errorf("update: %w", err)
	}
	return tx.Commit()
}
