package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"recordaldesk/store"
	"recordaldesk/store/peer"
)

// busyStore is an open store of ten thousand filings, with scans, and one of the
// filings.
func busyStore(b *testing.B) (*store.Store, store.Draft) {
	b.Helper()
	s := open(b, tenThousand(b))
	d := create(b, s, "杭州青禾示例科技有限公司")
	for n := range 10 {
		if _, err := s.AddScan(b.Context(), d.ID, &pattern{seed: strconv.Itoa(n), left: 1 << 20}); err != nil {
			b.Fatal(err)
		}
	}
	return s, d
}

// BenchmarkBackupBesidePeers copies database and scans of a store that is open: beside
// cp and sync of the same files, which reads nothing back; and makes a whole backup,
// which proves all of it by opening it, and removes the oldest.
func BenchmarkBackupBesidePeers(b *testing.B) {
	s, _ := busyStore(b)
	to := filepath.Join(b.TempDir(), "copy")
	clear := func() {
		if err := os.RemoveAll(to); err != nil {
			b.Fatal(err)
		}
	}
	anew := func() {
		clear()
		if err := os.Mkdir(to, 0o700); err != nil {
			b.Fatal(err)
		}
	}
	// By another program: this one must not open the database beside SQLite.
	script := `mkdir "$2" && cp -r "$1/recordal.db" "$1/recordal.db-wal" "$1/scans" "$2" && find "$2" -exec sync {} +`
	peer.Compare(b,
		peer.Work("copy", func() { s.CopyUnread(b, to) }).Between(anew, nil),
		peer.Process("cp+sync", []string{"sh"}, "-c", script, "sh", s.Dir(), to).Between(clear, nil),
		peer.Work("whole", func() {
			if made, err := s.Backup(b.Context(), nil); err != nil || !made.Sound {
				b.Fatalf("%+v, %v", made, err)
			}
		}))
}

// BenchmarkSaveWhileBackingUpBesidePeers saves keystrokes while one backup after the
// other is made: beside the same with none.
func BenchmarkSaveWhileBackingUpBesidePeers(b *testing.B) {
	s, d := busyStore(b)
	n := 0
	save := func() {
		n++
		d.Record.Filing.Host.Address = "示例路" + strconv.Itoa(n) + "号"
		var err error
		if d.Seq, err = s.Save(context.Background(), d.ID, d.Seq, d.Record); err != nil {
			b.Fatal(err)
		}
	}
	var stop context.CancelFunc
	ended := make(chan error, 1)
	begin := func() {
		var ctx context.Context
		ctx, stop = context.WithCancel(b.Context())
		begun := make(chan struct{})
		go func() {
			close(begun)
			var err error
			for err == nil && ctx.Err() == nil {
				_, err = s.Backup(b.Context(), nil)
			}
			ended <- err
		}()
		<-begun
	}
	end := func() {
		stop()
		if err := <-ended; err != nil {
			b.Fatal(err)
		}
	}
	peer.Compare(b, peer.Warm("backing-up", 500, save).Between(begin, end), peer.Warm("alone", 500, save))
}
