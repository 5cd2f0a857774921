package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"time"

	"recordaldesk/store"
	"recordaldesk/store/crash"
	"recordaldesk/store/keyring"
)

// After a panic on the goroutine of the window the toolkit's loop is lost, and the
// program starts itself again.

// afterCrash is the flag that tells the program so.
const afterCrash = "after-crash"

// repair is the flag that tells the program that its database is damaged somewhere,
// although it opens.
const repair = "repair"

// maxRestarts is how often in a row the program starts again. The second time it
// opens no filing.
const maxRestarts = 2

// folderFree is how long a program that was started again waits until the one before
// has let the data folder go.
const folderFree = 5 * time.Second

// open opens the store; again says that the program before may still have it.
func open(ctx context.Context, dir string, ring *keyring.Ring, again bool) (*store.Store, error) {
	for end := time.Now().Add(folderFree); ; time.Sleep(100 * time.Millisecond) {
		s, err := store.Open(ctx, dir, store.Options{Now: time.Now, Keyring: ring, KeyringLater: true})
		if !again || !errors.Is(err, store.ErrInUse) || time.Now().After(end) {
			return s, err
		}
	}
}

// How long the store may take to close. When the program ends, a change to the backups on
// a stick or a network drive is brought to its end, and such a drive may have stopped
// answering; a panic may have left the store waiting for itself.
const (
	atTheEnd    = 30 * time.Second
	afterAPanic = 5 * time.Second
)

var errStaysOpen = errors.New("the store does not close")

// closeWithin closes the store, or gives up after a while: a program without a window
// must not keep the data folder to itself. What was acknowledged is on the disk in any
// case.
func closeWithin(s *store.Store, while time.Duration) error {
	closed := make(chan error, 1)
	crash.Go(func() { closed <- s.Close() })
	select {
	case err := <-closed:
		return err
	case <-time.After(while):
		return errStaysOpen
	}
}

// startAgain lets the store go, nil for none, and starts the program anew over its
// folder, as start does; it is told that it is the crashes-th time.
func startAgain(s *store.Store, named string, crashes int) {
	if s != nil {
		if err := closeWithin(s, afterAPanic); err != nil {
			slog.Error("close store", "err", err)
		}
	}
	start(named, "-"+afterCrash, strconv.Itoa(crashes))
}

// start starts the program anew with some arguments, over the data folder that is named, or
// for "" over the one that it finds. It outlives this one.
func start(named string, with ...string) {
	program, err := os.Executable()
	if err == nil {
		if named != "" {
			with = append([]string{"-data", named}, with...)
		}
		next := exec.Command(program, with...)
		next.Stdout, next.Stderr = os.Stdout, os.Stderr
		err = next.Start()
	}
	if err != nil {
		slog.Error("start again", "err", err)
	}
}
