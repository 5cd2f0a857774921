package packet

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"time"

	"recordaldesk/store/held"
)

// disk is what writing a packet asks of the file system. Tests put one beneath
// it that fails at the k-th call.
type disk interface {
	create(dir, pattern string) (file, error) // a new file, as os.CreateTemp
	createFolder(dir, pattern string) (string, error)
	open(path string) (file, error) // to read
	rename(from, to string) error
	remove(path string) error
	syncFolder(dir string) error
}

// file is an open file of a [disk].
type file interface {
	io.ReaderAt
	io.WriteCloser
	Name() string
	Sync() error
	Stat() (fs.FileInfo, error)
}

// realDisk is the disk of this machine.
type realDisk struct{}

func (realDisk) create(dir, pattern string) (file, error) { return os.CreateTemp(dir, pattern) }
func (realDisk) open(path string) (file, error)           { return os.Open(path) }

func (realDisk) createFolder(dir, pattern string) (string, error) { return os.MkdirTemp(dir, pattern) }

func (realDisk) rename(from, to string) error { return held.Rename(from, to) }
func (realDisk) remove(path string) error     { return held.Remove(path) }

// syncFolder makes a rename last through a power cut.
func (realDisk) syncFolder(dir string) error { return held.SyncFolder(dir) }

// Unfinished files and folders are named .recordal-<computer>-<process>-<random>.part, so that
// nobody takes one for a packet and [Sweep] can tell whose they are: a folder may
// be shared by several computers.
func unfinishedPattern() string {
	return ".recordal-" + computer() + "-" + strconv.Itoa(os.Getpid()) + "-*.part"
}

var unfinishedName = regexp.MustCompile(`^\.recordal-([0-9a-f]{8})-([0-9]+)-[0-9]+\.part$`)

// computer is a short mark of this computer's name. Without a name all computers
// are taken for one.
var computer = sync.OnceValue(func() string {
	name, err := os.Hostname()
	if err != nil {
		name = ""
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:4])
})

// inWork holds the names of the unfinished files of this process. A process that
// was killed may have had our number.
var inWork sync.Map

// staleAfter is when an unfinished file is left over even if some process has
// the number of the one that wrote it.
const staleAfter = 24 * time.Hour

// Sweep removes from dir what an export that was killed has left there, and
// nothing else; the files of an export that still runs stay. It returns how many
// it removed. A folder that is not there holds nothing.
func Sweep(dir string) (int, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("sweep export folder: %w", err)
	}
	removed := 0
	var failed []error
	for _, e := range entries {
		m := unfinishedName.FindStringSubmatch(e.Name())
		if m == nil || !e.Type().IsRegular() && !e.IsDir() || !isLeftOver(e, m[1], m[2]) {
			continue
		}
		if err := removeLeftOver(filepath.Join(dir, e.Name()), e.IsDir()); err != nil {
			failed = append(failed, fmt.Errorf("sweep export folder: %w", err))
			continue
		}
		removed++
	}
	return removed, errors.Join(failed...)
}

// removeLeftOver removes an unfinished file, or an unfinished folder with the files
// in it. What else somebody has put there stays, and the folder with it.
func removeLeftOver(path string, isFolder bool) error {
	if isFolder {
		inside, err := os.ReadDir(path)
		if err != nil {
			return err
		}
		for _, e := range inside {
			if !e.Type().IsRegular() {
				continue
			}
			if err := os.Remove(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	return os.Remove(path)
}

func isLeftOver(e fs.DirEntry, host, process string) bool {
	info, err := e.Info()
	if err != nil {
		return false // gone meanwhile
	}
	stale := time.Since(info.ModTime()) > staleAfter
	if host != computer() {
		return stale
	}
	pid, err := strconv.Atoi(process)
	if pid == os.Getpid() {
		_, busy := inWork.Load(e.Name())
		return !busy
	}
	return err != nil || stale || !isRunning(pid)
}
