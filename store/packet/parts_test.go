package packet

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// heavyInput is a filing with scans of some 200 kB each.
func heavyInput(t testing.TB, scans int) Input {
	f, m := sampleFiling(), sampleScans()
	for i := range scans {
		name := fmt.Sprintf("approval-%d.jpg", i)
		m[name] = noiseJPEG(900, 700, uint64(100+i), 92)
		f.Attachments = append(f.Attachments, rules.Attachment{Material: "pre_approval", File: name})
	}
	return inputOf(t, f, m)
}

const heavyLimit = 1_000_000

func TestAHeavyPacketGoesInPartsThatEachOpenAlone(t *testing.T) {
	in := heavyInput(t, 9)
	dir := t.TempDir()
	whole := mustWrite(t, t.TempDir(), in)
	if whole.MailSize <= heavyLimit {
		t.Fatalf("the mail has %d bytes; the test has lost its grip", whole.MailSize)
	}
	parts, err := WriteParts(context.Background(), dir, in, heavyLimit, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) < 2 || len(parts) > 6 {
		t.Fatalf("%d parts", len(parts))
	}
	found := map[string]string{} // scans by path
	for i, r := range parts {
		p, err := Verify(context.Background(), r.Zip)
		if err != nil {
			t.Fatalf("part %d does not open alone: %v", i+1, err)
		}
		if want := fmt.Sprintf("_第%d份共%d份.zip", i+1, len(parts)); !strings.HasSuffix(r.Zip, want) {
			t.Errorf("part %d is called %s", i+1, r.Zip)
		}
		info, err := os.Stat(r.Mail)
		if err != nil || info.Size() > heavyLimit || info.Size() != r.MailSize {
			t.Errorf("the mail of part %d has %d bytes of %d, %v", i+1, info.Size(), r.MailSize, err)
		}
		if len(p.Filing.Attachments) != len(in.Filing.Attachments) || p.Manifest.Part != i+1 || len(p.Manifest.Others) != len(parts)-1 {
			t.Errorf("part %d has %d attachments and %d others", i+1, len(p.Filing.Attachments), len(p.Manifest.Others))
		}
		forms := 0
		for _, e := range p.Manifest.Entries {
			if strings.HasPrefix(e.Path, scansFolder) {
				if found[e.Path] != "" {
					t.Errorf("%s lies in two parts", e.Path)
				}
				found[e.Path] = e.SHA256
			}
			if strings.HasPrefix(e.Path, formsFolder) {
				forms++
			}
		}
		if (forms > 0) != (i == 0) {
			t.Errorf("part %d has %d forms", i+1, forms)
		}
		for _, other := range p.Manifest.Others {
			if filepath.Base(parts[other.Number-1].Zip) != other.File {
				t.Errorf("part %d calls part %d %s", i+1, other.Number, other.File)
			}
		}
		mail, err := os.ReadFile(r.Mail)
		if err != nil || !bytes.Contains(mail, []byte("X-Unsent: 1")) {
			t.Errorf("part %d has no mail draft: %v", i+1, err)
		}
	}
	for _, r := range parts {
		for _, other := range r.Packet.Manifest.Others {
			for _, e := range other.Entries {
				if found[e.Path] != e.SHA256 {
					t.Errorf("%s is not what another part says", e.Path)
				}
			}
		}
	}
	if len(found) != len(in.Filing.Attachments) {
		t.Errorf("%d scans of %d", len(found), len(in.Filing.Attachments))
	}
	again, err := WriteParts(context.Background(), dir, in, heavyLimit, nil)
	if err != nil || again[0].Zip != parts[0].Zip || strings.Count(listing(t, dir), "\n")+1 != 2*len(parts) {
		t.Errorf("the same parts were written twice: %s, %v", listing(t, dir), err)
	}
}

func TestAPacketIsWeighedBeforeItIsWritten(t *testing.T) {
	for _, scans := range []int{0, 9} {
		in := heavyInput(t, scans)
		weights, err := Weigh(context.Background(), in, nil)
		if err != nil {
			t.Fatal(err)
		}
		r := mustWrite(t, t.TempDir(), in)
		if off := weights.Mail - r.MailSize; off < 0 || off > 32<<10 {
			t.Errorf("%d scans: weighed %d bytes, the mail has %d", scans, weights.Mail, r.MailSize)
		}
		for _, w := range weights.Scans {
			e := r.Packet.Manifest.find(w.Path)
			if e == nil || e.Size != w.Size || w.Picture != !strings.HasSuffix(w.Path, ".pdf") {
				t.Errorf("%s is weighed as %d bytes, a picture: %v", w.Path, w.Size, w.Picture)
			}
		}
	}
}

func TestAPacketThatFitsStaysWhole(t *testing.T) {
	in := sampleInput(t)
	whole := mustWrite(t, t.TempDir(), in)
	parts, err := WriteParts(context.Background(), t.TempDir(), in, DefaultMailLimit, nil)
	if err != nil || len(parts) != 1 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	one, err1 := os.ReadFile(whole.Zip)
	two, err2 := os.ReadFile(parts[0].Zip)
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) || filepath.Base(whole.Zip) != filepath.Base(parts[0].Zip) {
		t.Errorf("the packet is another than without a limit: %v, %v", err1, err2)
	}
}

// A mail that is only just below the limit goes whole, and one only just above does
// not, however long the filing is.
func TestAPacketIsDividedOnlyWhereItsMailIsTooHeavy(t *testing.T) {
	crowded := heavyInput(t, 3)
	f := crowded.Filing.Clone()
	for i := range 50 {
		f.Websites[0].Domains = append(f.Websites[0].Domains, rules.Domain{Name: fmt.Sprintf("qinghe-example-%d.cn", i), Holder: f.Host.Name})
	}
	crowded = inputOf(t, f, crowded.Scans)
	for name, in := range map[string]Input{"three scans": heavyInput(t, 3), "fifty domains": crowded} {
		mail := mustWrite(t, t.TempDir(), in).MailSize
		for _, test := range []struct {
			limit int64
			whole bool
		}{{mail - 1, false}, {mail + 100_000, true}} {
			parts, err := WriteParts(context.Background(), t.TempDir(), in, test.limit, nil)
			if err != nil || (len(parts) == 1) != test.whole {
				t.Errorf("%s: %d parts of a mail of %d bytes, at most %d, %v", name, len(parts), mail, test.limit, err)
			}
			for i, one := range parts {
				if one.MailSize > test.limit {
					t.Errorf("%s: the mail of part %d has %d bytes of %d", name, i+1, one.MailSize, test.limit)
				}
			}
		}
	}
}

func TestAScanThatIsHeavierThanAMailIsNamed(t *testing.T) {
	in := heavyInput(t, 1)
	dir := t.TempDir()
	_, err := WriteParts(context.Background(), dir, in, 300_000, nil)
	if problemOf(err) != ScanTooHeavy || !strings.Contains(Message(translations.Chinese, err), "approval-0.jpg") {
		t.Errorf("%v", err)
	}
	if left := listing(t, dir); left != "" {
		t.Errorf("left behind: %s", left)
	}
}

func TestPartsAppearTogetherOrNotAtAll(t *testing.T) {
	in := heavyInput(t, 9)
	whole := &failingDisk{}
	if _, err := writeParts(context.Background(), whole, t.TempDir(), in, heavyLimit, nil); err != nil {
		t.Fatal(err)
	}
	for k := 1; k <= whole.calls; k += 1 + whole.calls/60 {
		dir := t.TempDir()
		_, err := writeParts(context.Background(), &failingDisk{k: k}, dir, in, heavyLimit, nil)
		if left := listing(t, dir); err != nil && left != "" {
			t.Errorf("call %d failed and left behind: %s", k, left)
		}
	}
	last, end := int64(0), int64(0)
	_, err := WriteParts(context.Background(), t.TempDir(), in, heavyLimit, func(done, total int64) {
		if done < last || done > total || end != 0 && total != end {
			t.Errorf("progress %d of %d after %d of %d", done, total, last, end)
		}
		last, end = done, total
	})
	if err != nil || last != end || end == 0 {
		t.Errorf("ended at %d of %d, %v", last, end, err)
	}
}

// What a manifest says of other parts is a stranger's word.
func TestPartsThatCannotBeAreRefused(t *testing.T) {
	parts, err := WriteParts(context.Background(), t.TempDir(), heavyInput(t, 9), heavyLimit, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Manifest){
		"a part without others":     func(m *Manifest) { m.Others = nil },
		"others without a part":     func(m *Manifest) { m.Part = 0 },
		"two parts of a number":     func(m *Manifest) { m.Others[0].Number = m.Part },
		"a path as a name":          func(m *Manifest) { m.Others[0].File = "../x.zip" },
		"an entry out of bounds":    func(m *Manifest) { m.Others[0].Entries[0].Path = "../x" },
		"an entry that is here too": func(m *Manifest) { m.Others[0].Entries[0] = *m.find(m.Entries[len(m.Entries)-2].Path) },
	} {
		m := parts[0].Packet.Manifest
		m.Others = append([]Part(nil), m.Others...)
		for i := range m.Others {
			m.Others[i].Entries = append([]Entry(nil), m.Others[i].Entries...)
		}
		change(&m)
		listed := map[string]bool{}
		for _, e := range m.Entries {
			listed[e.Path] = true
		}
		if err := checkOthers(&m, listed); problemOf(err) != Unsafe {
			t.Errorf("%s: %v", name, err)
		}
	}
}
