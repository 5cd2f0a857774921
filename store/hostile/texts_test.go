package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recordaldesk/rules"
	"recordaldesk/store"
	"recordaldesk/store/packet"
)

// oddTexts are texts as they come out of other programs, broken copies and jokes. A
// text is as it was typed wherever it comes back, or it is refused and somebody is
// told; never is another one kept in its place.
func oddTexts() map[string]string {
	return map[string]string{
		"NUL":                       "北京\x00公司",
		"a control character":       "北京\x1b[2J公司",
		"bytes that are no UTF-8":   "北京\xff\xfe公司",
		"a cut character":           "北京\xe5\x85",
		"an overlong slash":         "北京\xc0\xaf公司",
		"half a surrogate":          "北京\xed\xa0\x80公司",
		"a pair of halves":          "北京\xed\xa0\xbd\xed\xb8\x80公司",
		"turned round":              "北京\u202e司公\u202c",
		"isolated":                  "北京\u2066公司\u2069",
		"nothing between":           "北京\u200b\u200d\u2060公司",
		"a mark of byte order":      "\ufeff北京公司",
		"a replaced character":      "北京\ufffd公司",
		"a place for private use":   "北京\ue000公司",
		"no character":              "北京\uffff公司",
		"emoji":                     "北京🌟👩‍💻公司",
		"a rare character":          "北京𪚥𠮷公司",
		"decomposed accents":        "Cafe\u0301 de\u0301compose\u0301",
		"the same composed":         "Café décomposé",
		"Hangul in parts":           "\u1112\u1161\u11ab",
		"full-width digits":         "电话１３８００１３６６２１",
		"compatibility characters":  "㈱ ﬁ Ⅷ ㎏",
		"line ends of all systems":  "一\r\n二\r三\n四\u2028五",
		"blanks at both ends":       " \u3000北京公司\u00a0 ",
		"tabs":                      "北京\t公司",
		"a formula":                 "=HYPERLINK(\"http://x\")",
		"what excelize takes apart": "_x0041_",
		"markup":                    "<b>&amp;</b>]]>",
		"endings of other formats":  "%%EOF endstream endobj ) >> /OpenAction",
		"a hundred accents":         "a" + strings.Repeat("\u0301", 100),
		"one character":             "长",
		"nothing but blanks":        "   ",
	}
}

// TestOddTextsComeBackAsTheyWereOrAreRefused takes each through the store, and through
// a packet and back.
func TestOddTextsComeBackAsTheyWereOrAreRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("writes many packets, each in one goroutine")
	}
	s := openStore(t)
	kept, packed := 0, 0
	for name, text := range oddTexts() {
		f := rules.New("cancel_host")
		f.Host.Remark, f.Host.Name, f.Host.LegalRepresentative.Name = text, text, text
		if got := throughStore(t, s, name, f); got != nil {
			kept++
			same(t, name+", from the store", got, text)
		}
		if got := throughPacket(t, name, f); got != nil {
			packed++
			same(t, name+", from a packet", got, text)
		}
	}
	if all := len(oddTexts()); kept < all*2/3 || packed < all/3 {
		t.Errorf("of %d texts %d are kept and %d are packed", all, kept, packed)
	}
}

// A field with five million characters is a mistake of the clipboard.
func TestFiveMillionCharactersComeBackOrAreRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("much text in one goroutine")
	}
	s := openStore(t)
	for name, text := range map[string]string{
		"5 million letters": strings.Repeat("x", 5_000_000), "5 million characters": strings.Repeat("长", 5_000_000),
		"5 million accents": "e" + strings.Repeat("\u0301", 5_000_000),
	} {
		f := rules.New("cancel_host")
		f.Host.Remark = text
		if got := throughStore(t, s, name, f); got != nil && got.Host.Remark != text {
			t.Errorf("%s: the store changed the text", name)
		}
		if got := throughPacket(t, name, f); got != nil && got.Host.Remark != text {
			t.Errorf("%s: the packet changed the text", name)
		}
	}
}

// refusals are the problems of a text, each of which names its field.
var refusals = []packet.Problem{packet.TextUnusable, packet.TextTooLong, packet.NoGlyph}

func openStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func same(t *testing.T, where string, f *rules.Filing, text string) {
	t.Helper()
	for field, got := range map[string]string{"remark": f.Host.Remark, "name": f.Host.Name, "person": f.Host.LegalRepresentative.Name} {
		if got != text {
			t.Errorf("%s: the %s is %+q, was %+q", where, field, got, text)
		}
	}
}

// throughStore keeps a filing and reads it again; nil where the store refuses it.
func throughStore(t *testing.T, s *store.Store, name string, f *rules.Filing) *rules.Filing {
	t.Helper()
	draft, err := s.Create(t.Context(), store.Record{Filing: f})
	if err != nil {
		if store.MessageID(err) == "" {
			t.Errorf("%s: refused without a sentence: %v", name, err)
		}
		return nil
	}
	back, err := s.Load(t.Context(), draft.ID)
	if err != nil {
		t.Errorf("%s: kept, and not read again: %v", name, err)
		return nil
	}
	return back.Record.Filing
}

// throughPacket writes a packet and takes it in again; nil where it is refused.
func throughPacket(t *testing.T, name string, f *rules.Filing) *rules.Filing {
	t.Helper()
	report := rules.Builtin().Check(f, "2026-11-23")
	r, err := packet.Write(context.Background(), t.TempDir(), packet.Input{Filing: f, Report: report, Book: rules.Builtin(), Incomplete: true, Program: "test"}, nil)
	var told *packet.Error
	switch {
	case errors.As(err, &told) && slices.Contains(refusals, told.Problem) && told.Field != "":
		return nil // and the person is told which field it is
	case err != nil:
		t.Errorf("%s: not packed, and nobody is told which field it is: %v", name, err)
		return nil
	}
	p, err := packet.Verify(context.Background(), r.Zip)
	if err != nil {
		t.Errorf("%s: packed, and refused at the gate: %v", name, err)
		return nil
	}
	return p.Filing
}

// What one text is written as is read as that text, or not written.
func TestOddTextsInAFilingFile(t *testing.T) {
	for name, text := range oddTexts() {
		f := rules.New("cancel_host")
		f.Host.Remark, f.Host.Name, f.Host.LegalRepresentative.Name = text, text, text
		data, err := rules.Encode(f)
		if err != nil {
			continue
		}
		back, err := rules.Decode(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: written, and not read: %v", name, err)
			continue
		}
		same(t, name, back, text)
	}
}
