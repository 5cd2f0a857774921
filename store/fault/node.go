package fault

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// node is a file or a folder.
type node struct {
	folder bool

	// Of a folder: the names in it as the program sees them, as they are on the disk,
	// and what lies between the two.
	names, kept map[string]*node
	renamed     []naming

	// Of a file: how long the program sees it, what is on the disk, and what lies
	// between the two.
	length  int64
	data    []byte
	changes []change
}

// naming is a change of a folder that is made whole or not at all.
type naming struct {
	ended int    // line of the trace
	gone  string // name that is no longer there, "" for none
	name  string // name that is there now, "" for none
	node  *node
}

// change is a change of a file: bytes written at an offset, or, where there are
// none, a new length.
type change struct {
	ended int
	at    int64
	bytes []byte
}

func newFolder() *node {
	return &node{folder: true, names: map[string]*node{}, kept: map[string]*node{}}
}

// cut gives a file another length.
func (n *node) cut(ended int, length int64) {
	n.length = length
	n.changes = append(n.changes, change{ended: ended, at: length})
}

// sync brings to the disk what was done before the line.
func (n *node) sync(began int) {
	for len(n.changes) > 0 && n.changes[0].ended < began {
		n.data = n.changes[0].applied(n.data, func() bool { return true })
		n.changes = n.changes[1:]
	}
	for len(n.renamed) > 0 && n.renamed[0].ended < began {
		n.renamed[0].apply(n.kept)
		n.renamed = n.renamed[1:]
	}
}

// applied makes those parts of the change that keep lets through, sector by sector.
func (c change) applied(data []byte, keep func() bool) []byte {
	if c.bytes == nil {
		if keep() {
			data = resized(data, c.at)
		}
		return data
	}
	for from := int64(0); from < int64(len(c.bytes)); {
		size := min(int64(len(c.bytes))-from, sector-(c.at+from)%sector)
		if keep() {
			data = resized(data, max(int64(len(data)), c.at+from+size))
			copy(data[c.at+from:], c.bytes[from:from+size])
		}
		from += size
	}
	return data
}

// resized cuts or lengthens, with zeros.
func resized(data []byte, length int64) []byte {
	if grow := length - int64(len(data)); grow > 0 {
		return append(data, make([]byte, grow)...)
	}
	return data[:length]
}

func (m naming) apply(names map[string]*node) {
	if m.gone != "" {
		delete(names, m.gone)
	}
	if m.name != "" {
		names[m.name] = m.node
	}
}
