package fault

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Traced names the system calls that a [Disk] must see: those it understands, and
// those it would have to, and fails at, should a program begin to use them.
var Traced = []string{
	"open", "openat", "creat", "close", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync",
	"rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat",
	"writev", "pwritev", "pwritev2", "truncate", "fallocate", "copy_file_range", "sendfile",
	"sync_file_range", "link", "linkat", "symlink", "symlinkat", "dup", "dup2", "dup3",
}

// Disk follows a program's system calls and knows of each file and folder what is
// on the disk for good, and what the system has only taken note of.
//
// It grants as little as POSIX does: a file's bytes and length are safe after an
// fsync of the file that began after they were written; a name, a change of name
// and a removal after an fsync of the folder. Of all else any part may have come to
// the disk when the power fails, in any order. No file system in use is that bad:
// they keep the order in which names were changed.
type Disk struct {
	root string
	top  *node
	open map[int64]*handle // by file descriptor

	changed bool // by the call that Apply is at
}

// handle is an open file or folder.
type handle struct {
	node   *node
	path   string
	at     int64 // where the next write goes
	append bool
}

// NewDisk returns a disk with nothing but the empty folder root, whose name is safe.
func NewDisk(root string) *Disk {
	return &Disk{root: filepath.Clean(root), top: newFolder(), open: map[int64]*handle{}}
}

// Apply follows one call and reports whether it changes what a power cut leaves.
// Calls must come in the order in which they ended. It fails at one that it does not
// understand.
func (d *Disk) Apply(c Call) (changed bool, err error) {
	d.changed = false
	if c.Result < 0 {
		return false, nil // done nothing
	}
	switch c.Name {
	case "open":
		err = d.opened(c, 0)
	case "openat":
		err = d.opened(c, 1)
	case "unlink", "rmdir":
		err = d.removed(c, 0)
	case "unlinkat":
		err = d.removed(c, 1)
	case "mkdir":
		err = d.made(c, 0)
	case "mkdirat":
		err = d.made(c, 1)
	case "rename":
		err = d.moved(c, 0, 1)
	case "renameat", "renameat2":
		err = d.moved(c, 1, 3)
	case "link":
		err = d.linked(c, 0, 1)
	case "linkat":
		err = d.linked(c, 1, 3)
	default:
		err = d.onHandle(c)
	}
	if err != nil {
		return false, fmt.Errorf("line %d: %s: %w", c.Ended, c.Name, err)
	}
	return d.changed, nil
}

// onHandle follows a call that is given a file descriptor.
func (d *Disk) onHandle(c Call) error {
	fd, err := c.number(0)
	if err != nil {
		return fmt.Errorf("a call that is not understood")
	}
	h := d.open[fd]
	switch {
	case c.Name == "close":
		delete(d.open, fd)
		return nil
	case h == nil:
		return nil // something else than a file below the root
	}
	n := h.node
	d.changed = c.Name != "lseek"
	switch c.Name {
	case "lseek":
		h.at = c.Result
	case "write", "pwrite64":
		data, err := Text(c.Args[1])
		if err != nil {
			return err
		}
		data = data[:c.Result]
		at := h.at
		switch {
		case c.Name == "pwrite64":
			if at, err = c.number(3); err != nil {
				return err
			}
		case h.append:
			at = n.length
			fallthrough
		default:
			h.at = at + int64(len(data))
		}
		n.length = max(n.length, at+int64(len(data)))
		if len(data) > 0 {
			n.changes = append(n.changes, change{c.Ended, at, data})
		}
	case "ftruncate":
		length, err := c.number(1)
		if err != nil {
			return err
		}
		n.cut(c.Ended, length)
	case "fsync", "fdatasync":
		n.sync(c.Began)
	default:
		return fmt.Errorf("a call that is not understood")
	}
	return nil
}

// opened follows an open whose path is the argument at place.
func (d *Disk) opened(c Call, place int) error {
	path, err := d.path(c, place)
	if err != nil || path == "" {
		delete(d.open, c.Result)
		return err
	}
	flags := place + 1
	n := d.find(path)
	if n == nil {
		if !c.flag(flags, "O_CREAT") {
			return fmt.Errorf("opened a file that nobody made")
		}
		n = &node{}
		if err := d.name(c, path, n); err != nil {
			return err
		}
	}
	if c.flag(flags, "O_TRUNC") {
		d.changed = true
		n.cut(c.Ended, 0)
	}
	d.open[c.Result] = &handle{node: n, path: path, append: c.flag(flags, "O_APPEND")}
	return nil
}

func (d *Disk) made(c Call, place int) error {
	path, err := d.path(c, place)
	if err != nil || path == "" {
		return err
	}
	return d.name(c, path, newFolder())
}

func (d *Disk) removed(c Call, place int) error {
	path, err := d.path(c, place)
	if err != nil || path == "" {
		return err
	}
	parent := d.find(filepath.Dir(path))
	if parent == nil {
		return fmt.Errorf("in a folder that nobody made")
	}
	base := filepath.Base(path)
	d.changed = true
	delete(parent.names, base)
	parent.renamed = append(parent.renamed, naming{ended: c.Ended, gone: base})
	return nil
}

func (d *Disk) moved(c Call, from, to int) error {
	old, err := d.path(c, from)
	if err != nil {
		return err
	}
	path, err := d.path(c, to)
	if err != nil || path == "" || old == "" {
		return err
	}
	n, source, target := d.find(old), d.find(filepath.Dir(old)), d.find(filepath.Dir(path))
	if n == nil || source == nil || target == nil {
		return fmt.Errorf("what nobody made")
	}
	oldName, name := filepath.Base(old), filepath.Base(path)
	d.changed = true
	delete(source.names, oldName)
	target.names[name] = n
	if source == target {
		target.renamed = append(target.renamed, naming{c.Ended, oldName, name, n})
		return nil
	}
	source.renamed = append(source.renamed, naming{ended: c.Ended, gone: oldName})
	target.renamed = append(target.renamed, naming{ended: c.Ended, name: name, node: n})
	return nil
}

// linked gives a file a second name. Its bytes are as safe as they were.
func (d *Disk) linked(c Call, from, to int) error {
	old, err := d.path(c, from)
	if err != nil {
		return err
	}
	path, err := d.path(c, to)
	if err != nil || path == "" {
		return err
	}
	n := d.find(old)
	if old == "" || n == nil {
		return fmt.Errorf("a name for what nobody made")
	}
	return d.name(c, path, n)
}

// name puts a file or folder into its folder.
func (d *Disk) name(c Call, path string, n *node) error {
	parent := d.find(filepath.Dir(path))
	if parent == nil {
		return fmt.Errorf("in a folder that nobody made")
	}
	d.changed = true
	parent.names[filepath.Base(path)] = n
	parent.renamed = append(parent.renamed, naming{ended: c.Ended, name: filepath.Base(path), node: n})
	return nil
}

// path returns the path in the argument at place, and "" for one that is not
// below the root. The argument before it may be the folder it begins in.
func (d *Disk) path(c Call, place int) (string, error) {
	if place >= len(c.Args) {
		return "", fmt.Errorf("no argument %d", place)
	}
	text, err := Text(c.Args[place])
	if err != nil {
		return "", err
	}
	path := string(text)
	if !filepath.IsAbs(path) {
		if place == 0 || c.Args[place-1] == "AT_FDCWD" {
			return "", nil // our programs name the data folder in full
		}
		fd, err := c.number(place - 1)
		if err != nil {
			return "", err
		}
		from := d.open[fd]
		if from == nil {
			return "", nil
		}
		path = filepath.Join(from.path, path)
	}
	path = filepath.Clean(path)
	if path != d.root && !strings.HasPrefix(path, d.root+"/") {
		return "", nil
	}
	return path, nil
}

// find returns what the program sees at the path, nil for nothing.
func (d *Disk) find(path string) *node {
	n := d.top
	for name := range strings.SplitSeq(strings.TrimPrefix(path, d.root), "/") {
		if name != "" && n != nil {
			n = n.names[name]
		}
	}
	return n
}

// Cut writes into the folder what would be on the disk if the power failed now: all
// that is safe, and of the rest each sector and each name with the probability keep.
func (d *Disk) Cut(random *rand.Rand, keep float64, into string) error {
	chance := func() bool { return random.Float64() < keep }
	files := map[*node][]byte{} // a file can have two names
	var put func(n *node, path string) error
	put = func(n *node, path string) error {
		if !n.folder {
			data, done := files[n]
			if !done {
				data = slices.Clone(n.data)
				for _, c := range n.changes {
					data = c.applied(data, chance)
				}
				files[n] = data
			}
			return os.WriteFile(path, data, 0o600)
		}
		names := maps.Clone(n.kept)
		for _, m := range n.renamed {
			if chance() {
				m.apply(names)
			}
		}
		if err := os.MkdirAll(path, 0o700); err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if err := put(names[name], filepath.Join(path, name)); err != nil {
				return err
			}
		}
		return nil
	}
	if err := put(d.top, into); err != nil {
		return fmt.Errorf("write what a power cut leaves: %w", err)
	}
	return nil
}
