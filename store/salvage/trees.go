package salvage

import (
	"context"
	"encoding/binary"
)

// Tree is the b-tree of a table or an index, as the database itself lists it (section
// 2.6).
type Tree struct {
	Index bool   // of an index, and not of a table
	Name  string // of the table or index
	Table string // that an index is of; of a table its name
	Root  uint32 // its first page
	SQL   string // as it was made; empty for an index that SQLite made by itself
}

// most trees that are told apart. A database with more is none of ours.
const mostTrees = 1000

// schemaTree is the list of the others, which begins on page 1.
var schemaTree = &Tree{Name: "sqlite_schema", Table: "sqlite_schema", Root: 1}

// Trees returns the tables and indexes that the database lists, as far as the list can
// be read. The sources are those of [Read].
func Trees(ctx context.Context, db, wal Source) ([]Tree, error) {
	r, err := open(ctx, db, wal)
	if err != nil {
		return nil, err
	}
	if err := r.findTrees(ctx); err != nil {
		return nil, err
	}
	var all []Tree
	for _, t := range r.trees[1:] {
		all = append(all, *t)
	}
	return all, nil
}

// findTrees finds the list of trees, and the pages of each, as far as the pages lead
// from one to the next.
func (r *reader) findTrees(ctx context.Context) error {
	r.trees = []*Tree{schemaTree}
	list, err := r.walk(ctx, 0)
	if err != nil {
		return err
	}
	for _, number := range list {
		err := r.each(number, func(row Row) error {
			if t, ok := treeOf(row.Values); ok && len(r.trees) < mostTrees {
				r.trees = append(r.trees, t)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	r.report = Report{} // the list is read again with all the other pages
	for i := range r.trees[1:] {
		if _, err := r.walk(ctx, i+1); err != nil {
			return err
		}
	}
	return nil
}

// treeOf reads a row of the list; it is false for a view, a trigger and a virtual
// table, which have no tree.
func treeOf(row []any) (*Tree, bool) {
	if len(row) != 5 {
		return nil, false
	}
	kind, _ := row[0].(string)
	name, _ := row[1].(string)
	table, _ := row[2].(string)
	root, _ := row[3].(int64)
	sql, _ := row[4].(string)
	if kind != "table" && kind != "index" || root < 2 || root > 1<<32-1 {
		return nil, false
	}
	return &Tree{Index: kind == "index", Name: name, Table: table, Root: uint32(root), SQL: sql}, true
}

// walk notes for each page of a tree that it is of this one, and returns its leaves.
func (r *reader) walk(ctx context.Context, tree int) ([]uint32, error) {
	root := r.trees[tree].Root
	place, ok := r.place(root)
	if !ok {
		return nil, nil
	}
	kind := r.kindOf(place, root)
	kinds := []byte{tableInterior, tableLeaf}
	if kind == indexInterior || kind == indexLeaf {
		kinds = []byte{indexInterior, indexLeaf}
	}
	var leaves, waiting []uint32
	// A page belongs to the tree that comes to it first, and only if it is of the right
	// kind, so that what a damaged pointer points to is seldom taken.
	take := func(number uint32) {
		place, ok := r.place(number)
		if !ok || r.owner[place] != 0 {
			return
		}
		switch r.kindOf(place, number) {
		case kinds[0]:
			waiting = append(waiting, number)
		case kinds[1]:
			leaves = append(leaves, number)
		default:
			return
		}
		r.owner[place] = uint16(tree + 1)
	}
	take(root)
	for len(waiting) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		number := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if p, ok := r.parseTree(r.read(number, r.page1), number); ok {
			for _, child := range p.children() {
				take(child)
			}
		}
	}
	return leaves, nil
}

// kindOf is the first byte of a b-tree page, read once only.
func (r *reader) kindOf(place int, number uint32) byte {
	if r.kinds[place] != 0 {
		return r.kinds[place]
	}
	at := 0
	if number == 1 {
		at = fileHeader
	}
	kind := byte(0xff)
	if data := r.read(number, r.page1[:at+1]); len(data) > at && data[at] != 0 {
		kind = data[at]
	}
	r.kinds[place] = kind
	return kind
}

// findFree notes the pages on the list of free ones (section 1.5), which hold what was
// deleted if secure_delete was off. A page that is in a tree is not free, whatever the
// list says.
func (r *reader) findFree(ctx context.Context, trunk uint32) error {
	for trunk != 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		place, ok := r.place(trunk)
		if !ok || r.state[place] == free {
			return nil
		}
		data := r.read(trunk, r.page1)
		if len(data) < r.usable {
			return nil
		}
		leaves := binary.BigEndian.Uint32(data[4:])
		if leaves > uint32(r.usable/4-2) {
			return nil
		}
		r.state[place] = free
		for i := range leaves {
			leaf, ok := r.place(binary.BigEndian.Uint32(data[8+4*i:]))
			if ok && r.owner[leaf] == 0 {
				r.state[leaf] = free
			}
		}
		trunk = binary.BigEndian.Uint32(data)
	}
	return nil
}
