package paper

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/peer"
)

// printLetter is the variable that makes the test program print the letter and end,
// to be measured as a process.
const printLetter = "RECORDAL_PRINT_LETTER"

func TestMain(m *testing.M) {
	path := os.Getenv(printLetter)
	if path == "" {
		os.Exit(m.Run())
	}
	print, err := letterOfSample()
	var pdf []byte
	if err == nil {
		pdf, err = print()
	}
	if err == nil {
		err = os.WriteFile(path, pdf, 0o600)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// letterOfSample returns what prints the letter of authorisation of the sample
// filing: one page in Chinese, with English as a reading aid.
func letterOfSample() (print func() ([]byte, error), err error) {
	file, err := os.Open("../../assets/sample/filing.json")
	if err != nil {
		return nil, err
	}
	defer file.Close() // was only read
	f, err := rules.Decode(file)
	if err != nil {
		return nil, err
	}
	m := rules.Material{ID: "authorization_letter", Item: 7, Per: "website", Printable: true, Needed: true}
	return func() ([]byte, error) { return printForm(context.Background(), f, m, Blank{}, options) }, nil
}

// reportlabScript lays out every line of the letter as a wrapped row of a table, with
// the letter's font, which was read before, and prints how many milliseconds each run
// took.
const reportlabScript = `
import io, json, sys, time
from xml.sax.saxutils import escape
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
font, path, runs, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
lines = json.load(open(path, encoding="utf-8"))
pdfmetrics.registerFont(TTFont("F", font))
style = ParagraphStyle("row", fontName="F", fontSize=8, leading=9.5, wordWrap="CJK")

def page():
    data = io.BytesIO()
    document = SimpleDocTemplate(data, pagesize=(595.28, 841.89), topMargin=36, bottomMargin=36, pageCompression=1)
    table = Table([[Paragraph(escape(text), style)] for text in lines], colWidths=[481],
                  style=[("BOX", (0, 0), (-1, -1), 0.5, colors.grey), ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.grey),
                         ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)])
    document.build([table])
    return data.getvalue()

open(out, "wb").write(page())
took = []
for _ in range(runs):
    began = time.perf_counter()
    page()
    took.append((time.perf_counter() - began) * 1000)
print(json.dumps(took))
`

// BenchmarkFormBesidePeers prints the letter beside reportlab, which sets the same
// text in a table of as many rows as it has lines, with the same font, which both have
// read before, and beside a call of LibreOffice that makes a PDF of a page in HTML with
// the same text.
// Then it prints it as a whole process, which reads the font and all texts first, beside
// such a call.
func BenchmarkFormBesidePeers(b *testing.B) {
	const runs = 5
	print, err := letterOfSample()
	if err != nil {
		b.Fatal(err)
	}
	pdf, err := print()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	var lines []string
	for text := range strings.Lines(run(b, pdf, "pdftotext", "-raw", "PDF", "-")) {
		if text = strings.TrimSpace(text); text != "" {
			lines = append(lines, text)
		}
	}
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			b.Fatal(err)
		}
		return path
	}
	text, err := json.Marshal(lines)
	if err != nil {
		b.Fatal(err)
	}
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><body><table border="1">`)
	for _, one := range lines {
		fmt.Fprintf(&page, "<tr><td>%s</td></tr>\n", html.EscapeString(one))
	}
	page.WriteString("</table></body></html>\n")

	office := peer.Process("libreoffice", []string{"soffice"}, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "pdf", "--outdir", dir, write("page.html", []byte(page.String())))
	office.Makes = filepath.Join(dir, "page.pdf")

	b.Run("printing", func(b *testing.B) {
		b.ReportMetric(float64(len(pdf))/1000, "kB")
		peer.Compare(b, peer.Warm("letter", runs, func() {
			if _, err := print(); err != nil {
				b.Fatal(err)
			}
		}), peer.Python("reportlab", "reportlab", reportlabScript, "../../assets/fonts/NotoSansSC-Full.ttf",
			write("lines.json", text), fmt.Sprint(runs), filepath.Join(dir, "reportlab.pdf")), office)
	})
	b.Run("process", func(b *testing.B) {
		peer.Compare(b, peer.Self("letter", printLetter, filepath.Join(dir, "letter.pdf")), office)
	})
}
