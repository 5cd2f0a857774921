package edition

import (
	"strings"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Each file is the built-in book with one damage. The line named must be the one
// on which at stands, and the reasons are pinned by what they say in English.
func TestABrokenBookIsRefusedWithLineAndReason(t *testing.T) {
	whole := starting(t)
	for i, c := range []struct {
		damage  string
		was, is string // replaced once
		at      string // on the line that is named; "" where the file as a whole is to blame
		reason  string // in English
	}{
		{"cut in the middle of a string", `[[question]]`, "[[question]]\nid = \"", "id = \"", "TOML"},
		{"an equals sign missing", `id = "host_on_record"`, `id "host_on_record"`, `id "host_on_record"`, "TOML"},
		{"the same key twice", `id = "host_on_record"`, "id = \"host_on_record\"\nid = \"x\"", `id = "x"`, "TOML"},
		{"a figure for a text", `id = "host_on_record"`, "id = 7", "id = 7", "TOML"},
		{"a zero byte", `id = "host_on_record"`, "id = \"host\x00\"", "host\x00", "UTF-8"},
		{"bytes of GBK", `id = "host_on_record"`, "id = \"\xd6\xf7\xcc\xe5\"", "\xd6\xf7", "UTF-8"},
		{"a key nobody knows", "[[question]]\n", "[[question]]\ncolour = \"red\"\n", `colour =`, "colour"},
		{"a misspelt key of a rule", "id = \"account-id-digits\"\nseverity", "id = \"account-id-digits\"\nseverety", `severety`, "severety"},
		{"lists within lists", "[[question]]\n", "[[question]]\nx = [[[[[[[[[[1]]]]]]]]]]\n", "[[[[[[[[[[1", "too deep"},
		{"a name as long as a page", "[[question]]\n", "[[question]]\n" + strings.Repeat("x", 200) + " = 1\n", "xxxxx", "too long"},
		{"no version a program can read", `version = "2999.1.1"`, `version = "newest"`, `version = "newest"`, "no version"},
		{"no version", `version = "2999.1.1"`, ``, `date = "`, "version, date or online"},
		{"a date that is none", "version = \"2999.1.1\"\ndate = \"", "version = \"2999.1.1\"\ndate = \"x", "version = \"2999", "version, date or online"},
		{"a misspelt word in a condition", "normal(account.id) matches", "normal(acount.id) matches", "normal(acount.id)", "acount"},
		{"a misspelt function", "normal(account.id) matches", "normall(account.id) matches", "normall(", "normall"},
		{"a condition that is no yes or no", `when = 'account.id != "" and`, `when = 'account.id + "" +`, `account.id + ""`, "expression"},
		{"a method that changes the filing", `when = 'account.id != "" and`, `when = 'filing.Set("host.name", "") == nil and`, "filing.Set", "methods"},
		{"a loop over a million", `when = 'account.id != "" and`, `when = 'all(1..1000000, # > 0) and`, "1..1000000", "cannot use"},
		{"loops within loops within loops", `when = 'account.id != "" and`, `when = 'any(filing.websites, any(.domains, any(filing.websites, true))) and`, "any(filing.websites, any(.domains", "too deep"},
		{"a variable", `when = 'account.id != "" and`, `when = 'let a = account.id; a != "" and`, "let a", "let"},
		{"an expression longer than a page", `when = 'account.id != "" and`, `when = '` + strings.Repeat("true and ", 500), "true and true", "too long"},
		{"the first of an empty list", `when = 'account.id != "" and`, `when = 'filing.websites[0].name != "" and`, `id = "account-id-digits"`, "fails"},
		{"a division by nothing", `when = 'account.id != "" and`, `when = '1 % len(filing.websites) == 0 and`, `id = "account-id-digits"`, "fails"},
		{"a rule twice", `id = "tibet-not-accepted"`, `id = "account-id-digits"`, `id = "account-id-digits"`, "twice"},
		{"a rule of no kind", "id = \"account-id-digits\"\n", "id = \"account-id-digits\"\nkinds = [\"renewal\"]\n", `id = "account-id-digits"`, "renewal"},
		{"an error on nobody's word", "id = \"account-id-digits\"\nseverity = \"hint\"", "id = \"account-id-digits\"\nseverity = \"error\"", `id = "account-id-digits"`, "confidence"},
		{"a rule without source", "id = \"account-id-digits\"\nseverity = \"hint\"\n", "id = \"account-id-digits\"\nseverity = \"hint\"\nmoment = \"dawn\"\n", `id = "account-id-digits"`, "dawn"},
		{"an id with a blank", `id = "account-id-digits"`, `id = "account id digits"`, `id = "account id digits"`, "no id"},
		{"a group within a group", "[[group.person]]\n", "[[group.person]]\ngroup = \"person\"\n", "group = \"person\"", "group"},
		{"a section of a group that is not there", "group = \"person\"", "group = \"nobody\"", "group = \"nobody\"", "nobody"},
		{"a field that no filing has", "name = \"company\"\n", "name = \"slogan\"\n", "name = \"slogan\"", "field"},
		{"a field as wide as the sea", "    width = 40\n", "    width = 1000000000\n", `name = "company"`, "figure"},
		{"questions in a circle", `{ id = "open", next = "host_on_record" }`, `{ id = "open", next = "purpose" }`, `id = "purpose"`, "circle"},
		{"a paper that flies", "id = \"account_screenshot\"\nper = \"filing\"\ncopies = 1\ndelivery = [\"email\"]", "id = \"account_screenshot\"\nper = \"filing\"\ncopies = 1\ndelivery = [\"pigeon\"]", `id = "account_screenshot"`, "pigeon"},
		{"a million copies", "id = \"account_screenshot\"\nper = \"filing\"\ncopies = 1", "id = \"account_screenshot\"\nper = \"filing\"\ncopies = 1000000", `id = "account_screenshot"`, "figure"},
		{"a message that no rule has", "[message.zh]\n", "[message.zh]\n\"rule.nothing\" = \"无。\"\n", `"rule.nothing"`, "does not use"},
		{"a message of the program", "[message.zh]\n", "[message.zh]\n\"app.name\" = \"别的\"\n", `"app.name" = "别的"`, "does not use"},
		{"messages in Latin", "[message.en]\n", "[message.la]\n\"rule.domain-url\" = \"Cave.\"\n[message.en]\n", `"rule.domain-url" = "Cave."`, "language"},
		{"a message with a program in it", `"rule.domain-expired.fix" = "`, `"rule.domain-expired.fix" = "{{range .x}}`, "{{range .x}}", "braces"},
		{"a message that turns round", `"rule.domain-expired.fix" = "`, "\"rule.domain-expired.fix\" = \"\u202e", "\u202e", "cannot be seen"},
		{"a message without end", `"rule.domain-expired.fix" = "`, `"rule.domain-expired.fix" = "` + strings.Repeat("长", 3000), "长长", "too long"},
		{"a message of nothing", `"rule.domain-expired.fix" = "`, "\"rule.domain-expired.fix\" = \" \"\n# ", `"rule.domain-expired.fix" = " "`, "empty"},
		{"a message twice", `"rule.domain-expired.fix" = "`, `"rule.domain-url.fix" = "`, `"rule.domain-url.fix" = "请去掉`, "TOML"},
		{"an argument in one language", `"rule.domain-expired.fix" = "`, `"rule.domain-expired.fix" = "{{.value}}`, "", "other arguments"},
		{"an argument that the rule has not", `"rule.domain-expired.fix" = "`, `"rule.domain-expired.fix" = "{{.moon}}`, `{{.moon}}`, "moon"},
		{"a reason that nobody says", `id = "seal"`, `id = "stamp"`, `"reason.seal" =`, "does not use"},
		{"a row of another reason", "row = 52", "row = 51", `id = "seal"`, "51"},
		{"a reason for a field of no form", `"websites.answers.seal_whole"`, `"websites.answers.stamp"`, `id = "seal"`, "websites.answers.stamp"},
		{"a rule that nobody says", `id = "account-id-digits"`, `id = "account-id-numbers"`, "", ""},
	} {
		if testing.Short() && i%5 > 0 {
			continue // with the race detector each takes seconds
		}
		t.Run(c.damage, func(t *testing.T) {
			damaged := replace(t, whole, c.was, c.is)
			_, err := Load(FileName, strings.NewReader(damaged))
			problems := rules.BookErrors(err)
			if len(problems) == 0 {
				t.Fatalf("accepted, or no error of a book: %v", err)
			}
			first := problems[0]
			said := Wrong(translations.English, problems)
			if !strings.Contains(said, c.reason) {
				t.Errorf("it does not say %q: %s\n%v", c.reason, said, first)
			}
			if first.File != FileName || first.Line == 0 {
				t.Errorf("no place: %v", first)
			}
			if chinese := Wrong(translations.Chinese, problems); strings.Contains(chinese+said, "[book.") {
				t.Errorf("a message is missing: %s %s", chinese, said)
			}
			if c.at == "" {
				return
			}
			lines := strings.Split(damaged, "\n")
			// An entry is named by the line of its table's head, the one above its id.
			if at := lines[first.Line-1]; !strings.Contains(at, c.at) && !(strings.HasPrefix(strings.TrimSpace(at), "[[") && strings.Contains(strings.Join(lines[first.Line:min(len(lines), first.Line+6)], "\n"), c.at)) {
				t.Errorf("line %d is named, %q, want the one with %q: %v", first.Line, at, c.at, first)
			}
		})
	}
}

// What a program on Windows puts around a file is no damage.
func TestABookFromNotepadIsTaken(t *testing.T) {
	text := "\xef\xbb\xbf" + strings.ReplaceAll(starting(t), "\n", "\r\n")
	f := Find(keep(t, text))
	if f.Standing != Newer || len(f.Changes()) > 0 {
		t.Errorf("%s, %v, changes %v", f.Standing, f.Problems, f.Changes())
	}
}

func TestARefusedBookLeavesTheBuiltinOneInForce(t *testing.T) {
	f := Find(keep(t, replace(t, starting(t), "normal(account.id) matches", "normal(acount.id) matches")))
	if f.Standing != Refused || f.Book != rules.Builtin() || len(f.Problems) != 1 {
		t.Fatalf("%s, %v", f.Standing, f.Problems)
	}
	for l, want := range map[translations.Language][]string{
		translations.Chinese: {"没有启用", FileName, "第", "account-id-digits", "acount"},
		translations.English: {"not in force", FileName, "line ", "account-id-digits", "acount"},
	} {
		for _, word := range want {
			if notice := f.Notice(l); !strings.Contains(notice, word) {
				t.Errorf("the notice does not say %q: %s", word, notice)
			}
		}
	}
}
