package agenda_test

import (
	"bytes"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/store/agenda"
	"recordaldesk/store/peer"
	"recordaldesk/store/worklist"
	"recordaldesk/translations"
)

// odd is a name with all that a calendar has to escape, longer than any of its lines.
var odd = `逗号,分号;反斜杠\冒号:引号"` + strings.Repeat("很长的公司名称示例", 12) + "有限公司"

func written(t *testing.T, o agenda.ICSOptions) ([]*agenda.Entry, []byte) {
	t.Helper()
	all := drafts{filing(odd, "new_recordal", "440000", "ports_open", 2), filing("丙示例公司", "cancel_website", "110000", "sms", 1), filing("戊公司", "new_recordal", "310000", "ca_review", 10*day)}
	entries, err := agenda.List(t.Context(), worklist.New(all, nil, rules.Builtin()), rules.Builtin(), agenda.View{}, now)
	if err != nil {
		t.Fatal(err)
	}
	o.Now = now
	data, err := agenda.ICS(entries, o)
	if err != nil {
		t.Fatal(err)
	}
	return entries, data
}

var both = agenda.ICSOptions{Languages: translations.Languages}

// The lines are those of RFC 5545, 3.1: at most 75 octets, ended by CRLF, and each a name
// with parameters and a value once those that begin with a space are put to the line
// before.
func TestTheLinesOfTheCalendarAreThoseOfTheStandard(t *testing.T) {
	_, data := written(t, both)
	if !bytes.HasSuffix(data, []byte("\r\n")) || bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) || bytes.Count(data, []byte("\r")) != bytes.Count(data, []byte("\r\n")) {
		t.Error("a line ends with something else than CRLF")
	}
	folded := 0
	for line := range strings.SplitSeq(string(data), "\r\n") {
		if len(line) > 75 {
			t.Errorf("%d octets: %s", len(line), line)
		}
		if !utf8.ValidString(line) {
			t.Errorf("a character is cut: %q", line)
		}
		if strings.HasPrefix(line, " ") {
			folded++
		}
	}
	if folded < 5 {
		t.Errorf("%d lines are folded; the name alone is longer", folded)
	}
	content := regexp.MustCompile(`^[A-Z-]+(;[A-Z-]+=[A-Za-z0-9-]+)*:.*$`)
	unfolded := strings.ReplaceAll(string(data), "\r\n ", "")
	for line := range strings.SplitSeq(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
		if !content.MatchString(line) {
			t.Errorf("no line of a calendar: %s", line)
		}
	}
}

// event is one as another program has read it.
type event struct {
	UID, Summary, Description, Start, Alarm, Class string
}

const reader = `
import sys, json, icalendar
found = []
c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert str(c["VERSION"]) == "2.0" and str(c["METHOD"]) == "PUBLISH" and c["PRODID"]
for e in c.walk("VEVENT"):
    assert e["DTSTAMP"].dt and not e.errors, e.errors
    alarms = [str(a["TRIGGER"].dt) + " " + str(a["ACTION"]) for a in e.walk("VALARM")]
    found.append({"UID": str(e["UID"]), "Summary": str(e["SUMMARY"]), "Description": str(e["DESCRIPTION"]), "Start": str(e["DTSTART"].dt), "Alarm": ",".join(alarms), "Class": str(e["CLASS"])})
print(json.dumps(found))`

func read(t *testing.T, data []byte) (found []event) {
	t.Helper()
	python := peer.FindPython("icalendar")
	if python == "" {
		t.Skip("no Python with icalendar is installed; the end-to-end test of the pipeline has it")
	}
	cmd := exec.Command(python, "-c", reader)
	var out, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(data), &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	if err := json.Unmarshal(out.Bytes(), &found); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAnotherProgramReadsTheCalendar(t *testing.T) {
	entries, data := written(t, agenda.ICSOptions{Languages: []translations.Language{translations.Chinese}})
	found := read(t, data)
	if len(found) != len(entries) {
		t.Fatalf("%d events of %d", len(found), len(entries))
	}
	for i, e := range entries {
		want := event{
			UID: e.ID() + "@recordaldesk", Class: "PRIVATE", Summary: e.Client(translations.Chinese) + "：" + e.Title(translations.Chinese),
			Description: e.Actor(translations.Chinese) + "：" + e.Sentence(translations.Chinese), Start: e.Day, Alarm: "-1 day, 9:00:00 DISPLAY",
		}
		if e.Expected {
			want.Summary += "（参考日期）"
		}
		if !e.Moment.IsZero() {
			want.Start, want.Alarm = e.Moment.UTC().Format("2006-01-02 15:04:05+00:00"), "-1 day, 21:00:00 DISPLAY"
		}
		if e.Section == agenda.Over || e.Section == agenda.Passed {
			want.Alarm = ""
		}
		if diff := cmp.Diff(want, found[i]); diff != "" {
			t.Errorf("(-want +read):\n%s", diff)
		}
	}
	if found[0].Summary != odd+"：首页底部放备案号" {
		t.Errorf("the name came back as %q", found[0].Summary)
	}
}

// Taken in twice, the second takes the place of the first: what tells events apart does
// not change with the day or the language.
func TestAnEntryKeepsItsIdentity(t *testing.T) {
	uids := regexp.MustCompile(`UID:.*(\r\n .*)*`)
	at := func(mailed int) string {
		all := drafts{filing("甲公司", "new_recordal", "110000", "mailed", mailed)}
		list, err := agenda.List(t.Context(), worklist.New(all, nil, rules.Builtin()), rules.Builtin(), agenda.View{}, now)
		if err != nil {
			t.Fatal(err)
		}
		data, err := agenda.ICS(list, agenda.ICSOptions{Languages: []translations.Language{translations.English}, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(uids.FindAllString(string(data), -1), " ")
	}
	if first, again := at(50), at(2); first == "" || first != again {
		t.Errorf("first %s, then %s", first, again)
	}
}

// What leaves the sealed store can do without the names.
func TestOfAClientTheFirstCharacterCanDo(t *testing.T) {
	_, data := written(t, agenda.ICSOptions{Languages: translations.Languages, Initials: true})
	text := strings.ReplaceAll(string(data), "\r\n ", "")
	events := regexp.MustCompile(`(?m)^(SUMMARY|DESCRIPTION):.*$`).FindAllString(text, -1)
	for _, line := range events {
		if strings.Contains(line, "公司名称") || strings.Contains(line, "示例公司") || strings.Contains(line, "戊公司") {
			t.Errorf("a name: %s", line)
		}
	}
	if !strings.Contains(text, "SUMMARY:丙…：完成短信核验 · Enter the SMS code") {
		t.Errorf("no first character:\n%s", text)
	}
}
