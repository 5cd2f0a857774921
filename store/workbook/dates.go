package workbook

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// readStyles notes which styles show numbers as days.
func (r *reader) readStyles(part string) error {
	if part == "" {
		return nil
	}
	custom := map[string]bool{}
	inCells := false
	_, err := r.parts.each(part, func(_ *decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if len(custom) < maxStrings {
				custom[attribute(e, "numFmtId")] = isDateFormat(attribute(e, "formatCode"))
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs", "cellStyleXfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			if len(r.dates) == maxStrings {
				return refuse(TooLarge, "more than %d styles", maxStrings)
			}
			id := attribute(e, "numFmtId")
			known, own := custom[id]
			n, err := strconv.Atoi(id)
			r.dates = append(r.dates, own && known || !own && err == nil && isBuiltInDate(n))
		}
		return nil
	})
	return err
}

// isBuiltInDate knows the formats of days among those that a workbook does not
// spell out (ECMA-376 part 1, 18.8.30): 14 to 22, those of East Asian languages 27
// to 36 and 50 to 58; 45 to 47 are times.
func isBuiltInDate(id int) bool {
	return 14 <= id && id <= 17 || id == 22 || 27 <= id && id <= 31 || id == 36 || 50 <= id && id <= 54 || id == 57 || id == 58
}

// isDateFormat reports whether a format shows a year or a day: outside quotation
// marks, brackets and what is escaped.
func isDateFormat(code string) bool {
	inQuotes, inBrackets := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			inQuotes = !inQuotes
		case inQuotes:
		case c == '\\', c == '_', c == '*':
			i++
		case c == '[':
			inBrackets = true
		case c == ']':
			inBrackets = false
		case inBrackets:
		case strings.IndexByte("yYdDeE", c) >= 0:
			// 0.00E+00 is a number with an exponent.
			if (c == 'e' || c == 'E') && i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				continue
			}
			if c == 'E' || c == 'e' {
				return strings.ContainsAny(code, "mM年") // the year of an era
			}
			return true
		}
	}
	return false
}

// day returns the day that a number stands for, counted from 1900 or from 1904 (ECMA-376
// part 1, 18.17.4.1); ok is false for what is none.
func (s *spreadsheet) day(text string) (string, bool) {
	if t, err := time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly))]); err == nil {
		return t.Format(time.DateOnly), true // as strict workbooks write it
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || n < 1 || n >= 2958466 { // the end of the year 9999
		return "", false
	}
	days := int(n)
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case s.epoch1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 61:
		return "", false // before March 1900 programs do not agree
	}
	return epoch.AddDate(0, 0, days).Format(time.DateOnly), true
}
