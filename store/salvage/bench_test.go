package salvage_test

import (
	"context"
	"io"
	"os"
	"testing"

	"recordaldesk/store/salvage"
)

// A file of 66 MB is read in full, beside the time that its bytes alone take from the
// same disk.
func BenchmarkRead66MB(b *testing.B) {
	d := newDatabase(b, 4096)
	for range 33 {
		d.fill(b, 500, -3600)
	}
	d.checkpoint(b)
	f, err := os.Open(d.path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	db := io.NewSectionReader(f, 0, info.Size())
	b.Run("salvage", func(b *testing.B) {
		b.SetBytes(info.Size())
		b.ReportAllocs()
		records := 0
		for b.Loop() {
			report, err := salvage.Read(context.Background(), db, nil, func(salvage.Row) error { return nil })
			if err != nil {
				b.Fatal(err)
			}
			records = report.Records
		}
		b.ReportMetric(float64(records), "records")
	})
	b.Run("bytes", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			if _, err := io.Copy(io.Discard, io.NewSectionReader(f, 0, info.Size())); err != nil {
				b.Fatal(err)
			}
		}
	})
}
