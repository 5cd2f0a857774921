package intake_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/intake"
	"recordaldesk/store/peer"
)

// packetsVariable says how many packets the benchmark makes: 1000 for the figure of the
// issue, which take a while and 2 GB.
const packetsVariable = "RECORDAL_PACKETS"

// BenchmarkImportBesidePeers takes in a folder of packets with about 2 MB of scans each:
// hashed, proved, sealed and on the disk. Beside it unzip unpacks the same files to
// nowhere, which checks CRC-32, and sha256sum hashes them, one after the other; neither
// writes anything. The limit is what a disk needs for as many bytes.
func BenchmarkImportBesidePeers(b *testing.B) {
	count := 100
	if n, err := strconv.Atoi(os.Getenv(packetsVariable)); err == nil {
		count = n
	}
	dir := b.TempDir()
	packets(b, dir, count, 150_000)
	data := ""
	work := peer.Work("import", func() {
		s, err := store.Open(b.Context(), data, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		report, err := intake.Folder(b.Context(), s, dir, intake.BulkOptions{Book: rules.Builtin(), Today: today})
		if err != nil || report.Count(intake.Taken) != count {
			b.Fatalf("%d taken, %v", report.Count(intake.Taken), err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}).Between(func() { data = b.TempDir() }, func() {
		if err := os.RemoveAll(data); err != nil {
			b.Fatal(err)
		}
	})
	script := `cd "$1" && for f in *.zip; do unzip -p "$f" >/dev/null || exit 1; done && sha256sum *.zip >/dev/null`
	peer.Compare(b, work,
		peer.Process("unzip-sha256sum", []string{"sh"}, "-c", script, "sh", dir),
		peer.Work("copy", func() { copyAll(b, dir, filepath.Join(b.TempDir(), "all")) }),
	)
}

// copyAll writes the files of a folder into one, and syncs it.
func copyAll(b *testing.B, dir, to string) {
	b.Helper()
	out, err := os.Create(to)
	if err != nil {
		b.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err == nil {
			_, err = out.Write(data)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := out.Sync(); err != nil {
		b.Fatal(err)
	}
	if err := out.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Remove(to); err != nil {
		b.Fatal(err)
	}
}
