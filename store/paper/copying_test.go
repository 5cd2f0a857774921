package paper

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// The text of papers is read here as the Chrome browser copies it, by PDFium, which
// needs nothing to be installed.

var reader = sync.OnceValues(func() (pdfium.Pdfium, error) {
	pool, err := webassembly.Init(webassembly.Config{
		Context: context.Background(), MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start the reader of PDFs: %w", err)
	}
	return pool.GetInstance(time.Minute)
})

// copied returns the text of each page, line by line.
func copied(t *testing.T, pdf []byte) []string {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := r.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		t.Fatal(err)
	}
	defer r.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document})
	count, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for i := range count.PageCount {
		page, err := r.GetPageText(&requests.GetPageText{
			Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}},
		})
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, line := range strings.Split(strings.ReplaceAll(page.Text, "\r", ""), "\n") {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		pages = append(pages, strings.Join(lines, "\n"))
	}
	return pages
}

// unspaced is the text without any space, since a line may break anywhere.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }
