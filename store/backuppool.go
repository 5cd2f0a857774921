package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"recordaldesk/store/held"
)

// pool is the files of scans beside the backups in a place. A file in it is never
// changed; it is there as long as a backup has it.
type pool struct {
	dir     string // scans/ in the place
	link    bool   // the file system may hold the file once for pool and data folder
	touched map[string]bool
}

func poolIn(place string, link bool) *pool {
	return &pool{dir: filepath.Join(place, scansFolder), link: link, touched: map[string]bool{}}
}

var markForm = regexp.MustCompile(`^[0-9a-f]{16}$`)

func (s keptScan) named() bool {
	return addressForm.MatchString(s.Address) && markForm.MatchString(s.Mark)
}

func (p *pool) path(s keptScan) string {
	return filepath.Join(p.dir, s.Address[:2], s.Address+"."+s.Mark)
}

// markedBytes are the beginning of a file that its mark is made of. A sealed file
// begins with what no other one does; the plain ones of the first layouts are named by
// their content anyway.
const markedBytes = 256

// markOf tells the files of one address apart.
func markOf(file *os.File) (string, error) {
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(file, 0, markedBytes)); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)[:8]), nil
}

// described is the file of a scan as the pool would keep it.
func described(path, address string) (keptScan, error) {
	file, err := os.Open(path)
	if err != nil {
		return keptScan{}, err
	}
	defer file.Close() // was only read
	info, err := file.Stat()
	if err != nil {
		return keptScan{}, err
	}
	mark, err := markOf(file)
	return keptScan{Address: address, Mark: mark, Size: info.Size()}, err
}

// keep takes the file of a scan into the pool unless it is there, and returns how many
// bytes it wrote for that. The folders that were changed are brought to the disk by
// settle.
func (p *pool) keep(ctx context.Context, from string, s keptScan) (written int64, err error) {
	if p.has(s) {
		return 0, nil
	}
	to := p.path(s)
	folder := filepath.Dir(to)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, err
	}
	p.touched[folder] = true
	if p.link && !exists(to) && os.Link(from, to) == nil {
		return 0, nil
	}
	return s.Size, copySynced(ctx, from, to)
}

// has reports whether the file is there, at its full length.
func (p *pool) has(s keptScan) bool {
	info, err := os.Stat(p.path(s))
	return err == nil && info.Mode().IsRegular() && info.Size() == s.Size
}

// settle brings the names of the new files to the disk.
func (p *pool) settle() error {
	if len(p.touched) == 0 {
		return nil
	}
	for folder := range p.touched {
		if err := held.SyncFolder(folder); err != nil {
			return err
		}
	}
	clear(p.touched)
	return held.SyncFolder(p.dir)
}

// poolName is what a file of the pool is called; nothing else is removed there.
var poolName = regexp.MustCompile(`^[0-9a-f]{64}\.[0-9a-f]{16}$`)

// sweep removes the files that none of the scans needs, and half-written ones.
func (p *pool) sweep(needed map[keptScan]bool) error {
	known := map[string]bool{}
	for s := range needed {
		known[p.path(s)] = true
	}
	err := filepath.WalkDir(p.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		leftover, _ := filepath.Match(temporaryPattern, e.Name())
		if leftover || poolName.MatchString(e.Name()) && !known[path] {
			return remove(path)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) { // there are no scans
		return nil
	}
	return err
}

// copySynced copies a file under another name and brings its bytes to the disk, not
// yet its name. What was there under the name is replaced at once.
func copySynced(ctx context.Context, from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() // was only read
	out, err := os.CreateTemp(filepath.Dir(to), temporaryPattern)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, remove(out.Name()))
		}
	}()
	_, err = io.CopyBuffer(struct{ io.Writer }{out}, &untilDone{ctx, in}, make([]byte, 1<<20))
	if err == nil {
		err = out.Sync()
	}
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	return held.Rename(out.Name(), to)
}

// untilDone stops reading once the context is done.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u *untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}

// all lists the files in the pool, for a backup that does not say which it needs.
func (p *pool) all() ([]keptScan, error) {
	files, err := filesIn(p.dir)
	if err != nil {
		return nil, err
	}
	var all []keptScan
	for _, path := range files {
		base := filepath.Base(path)
		if !poolName.MatchString(base) {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		all = append(all, keptScan{Address: base[:64], Mark: base[65:], Size: info.Size()})
	}
	return all, nil
}
