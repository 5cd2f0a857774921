package workbook

import "github.com/xuri/excelize/v2"

// look is how a cell looks. Every look has the number format "@", text.
type look struct {
	kind   lookKind
	shrunk int // steps by which its letters are smaller than usual
}

type lookKind int

const (
	kindCell lookKind = iota
	kindTitle
	kindHeading
	kindSection
	kindInput   // to be filled in, and the only one that is not locked
	kindGiven   // follows from other answers, shown but not asked
	kindNote    // explains
	lookKinds   // how many there are
	smallest    = 3
	usualSize   = 10.0
	shrinking   = 1.5 // points a step
	inputColour = "FFF8DC"
)

var (
	lookCell    = look{kind: kindCell}
	lookTitle   = look{kind: kindTitle}
	lookHeading = look{kind: kindHeading}
	lookSection = look{kind: kindSection}
	lookInput   = look{kind: kindInput}
	lookGiven   = look{kind: kindGiven}
	lookNote    = look{kind: kindNote}
)

// size is that of the letters in points.
func (l look) size() float64 {
	size := usualSize
	switch l.kind {
	case kindTitle:
		size = 14
	case kindNote:
		size = 9
	}
	return size - shrinking*float64(l.shrunk)
}

const textFormat = 49 // ECMA-376 part 1, 18.8.30: "@"

// styles makes the looks of a workbook when they are asked for: the same workbook
// has the same styles in the same order.
type styles struct {
	book *excelize.File
	ids  [lookKinds][smallest + 1]int
	err  error
}

// of returns the id of a look in the workbook; err keeps the first failure.
func (s *styles) of(l look) int {
	id := &s.ids[l.kind][l.shrunk]
	if *id == 0 && s.err == nil {
		style := l.style()
		*id, s.err = s.book.NewStyle(&style)
	}
	return *id
}

func (l look) style() excelize.Style {
	// One face for both languages; a system without it takes its own.
	face := &excelize.Font{Family: "Microsoft YaHei", Size: l.size()}
	style := excelize.Style{
		NumFmt: textFormat, Font: face, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
		Protection: &excelize.Protection{Locked: l.kind != kindInput},
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	if l.kind != kindTitle {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "BFBFBF", Style: 1})
		}
	}
	switch l.kind {
	case kindTitle:
		face.Bold, style.Alignment.WrapText = true, false
	case kindHeading:
		face.Bold, face.Color, style.Fill = true, "FFFFFF", fill("44546A")
	case kindSection:
		face.Bold, style.Fill = true, fill("DDE3EC")
	case kindInput:
		style.Fill = fill(inputColour)
	case kindGiven:
		face.Color, style.Fill = "595959", fill("F2F2F2")
	case kindNote:
		face.Color = "595959"
	}
	return style
}
