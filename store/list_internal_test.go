package store

import "testing"

// What the background reads can be older than what the window has done since.
func TestReadingTheListBringsNothingOldBack(t *testing.T) {
	l := newList()
	l.put(Summary{ID: "changed", Seq: 5, HostName: "新"})
	l.remove("deleted")
	for _, read := range []Summary{{ID: "deleted", Seq: 1}, {ID: "changed", Seq: 2, HostName: "旧"}, {ID: "other", Seq: 3}} {
		l.put(read)
	}
	l.complete()
	l.put(Summary{ID: "deleted", Seq: 6}) // a save that was on its way
	l.put(Summary{ID: "changed", Seq: 4, HostName: "旧"})
	got := l.find(nil)
	if len(got) != 2 || got[0].HostName != "新" || got[1].ID != "other" {
		t.Errorf("got %v, want the changed draft and the other", got)
	}
}
