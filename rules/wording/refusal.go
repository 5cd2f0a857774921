package wording

import (
	"regexp"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// reason is the message that says what is wrong with a rulebook, book.reason.<id>,
// and the names of its arguments in the order of the error's.
type reason struct {
	id   string
	args []string
}

// reasons are known by the format of the error. One that is missing here, as a
// test would show, is said in the loader's own words.
var reasons = map[string]reason{
	"stands twice":                                            {"twice", nil},
	"no group %q":                                             {"unknown", []string{"name"}},
	"no kind %q":                                              {"unknown", []string{"name"}},
	"no list %q":                                              {"unknown", []string{"name"}},
	"no type %q of fields":                                    {"unknown", []string{"name"}},
	"no nature %q":                                            {"unknown", []string{"name"}},
	"no type %q":                                              {"unknown", []string{"name"}},
	"no confidence %q":                                        {"unknown", []string{"name"}},
	"no kind has the block %q":                                {"unknown", []string{"name"}},
	"no province has the fact %q":                             {"unknown", []string{"name"}},
	"fact %q: no confidence %q":                               {"unknown", []string{"", "name"}},
	"no field %q":                                             {"unknown", []string{"name"}},
	"no material %q":                                          {"unknown", []string{"name"}},
	"no province %q":                                          {"unknown", []string{"name"}},
	"%q can be measured of no photo":                          {"measure", []string{"value"}},
	"row %d stands twice":                                     {"row", []string{"row"}},
	"row is out of bounds":                                    {"figure", nil},
	"no such key: %s":                                         {"key", []string{"name"}},
	"nothing asks for the fact %q":                            {"unused", []string{"name"}},
	"no rule judges the fact %q":                              {"unused", []string{"name"}},
	"step = %q is none of %s":                                 {"none_of", []string{"value", "allowed"}},
	"for = %q is none of %s":                                  {"none_of", []string{"value", "allowed"}},
	"%q is none of %s":                                        {"none_of", []string{"value", "allowed"}},
	"moment = %q is none of papers, sending, after":           {"unknown", []string{"name"}},
	"no condition":                                            {"condition", nil},
	"source or as_of is missing":                              {"source", nil},
	"fact %q: by or as_of is missing":                         {"source", []string{""}},
	"confidence %q does not allow severity %q":                {"confidence", []string{"confidence", "severity"}},
	"confidence %q does not allow needed, only advised":       {"confidence", []string{"confidence", "severity"}},
	"the last case must hold without a condition":             {"last_case", nil},
	"version, date or online is missing":                      {"head", nil},
	"%q is no version of a rulebook, such as 2026.11.1":       {"version", []string{"value"}},
	"version or date is wrong":                                {"news", nil},
	"kinds, questions, pages, rules or materials are missing": {"half", nil},
	"%s": {"expression", []string{"detail"}},
	"%v": {"path", []string{"detail"}},
	"a filing holds a %T there, which no %s fills in":   {"type", []string{"", "type"}},
	"a rule for %q stands at each field by itself":      {"field", nil},
	"answer %q leads to no question":                    {"answer", []string{"answer"}},
	"answer %q must lead to one question, kind or stop": {"answer", []string{"answer"}},
	"has no answers":                                                  {"empty", nil},
	"has no fields":                                                   {"empty", nil},
	"the questions lead in a circle":                                  {"circle", nil},
	"too many ways through the questions":                             {"many", nil},
	"too many entries":                                                {"many", nil},
	"more than %d stages":                                             {"many", nil},
	"more than %d fields":                                             {"many", nil},
	"more than %d expressions":                                        {"many", nil},
	"width or max is out of bounds":                                   {"figure", nil},
	"item or copies is out of bounds":                                 {"figure", nil},
	"%q is no id: letters of English, digits, - and _":                {"id", []string{"value"}},
	"the expression fails on a filing":                                {"fails", nil},
	"the expression is longer than %d bytes":                          {"expression_long", nil},
	"more than %d loops within one another":                           {"expression_deep", nil},
	"%q is no word of rulebooks":                                      {"word", []string{"word"}},
	"only functions can be called":                                    {"call", nil},
	"what is matched must be written out":                             {"pattern", nil},
	"the pattern is too large":                                        {"pattern_large", nil},
	"a text is longer than %d characters":                             {"message_long", nil},
	"a text has a character that cannot be seen":                      {"message_unclean", nil},
	"no stage %q":                                                     {"unknown", []string{"name"}},
	"no rule %q":                                                      {"unknown", []string{"name"}},
	"no form has the field %q":                                        {"unknown", []string{"name"}},
	"begins at no stage":                                              {"empty", nil},
	"names no rule":                                                   {"empty", nil},
	"has no label or no rows":                                         {"empty", nil},
	"a length is out of bounds":                                       {"figure", nil},
	"its length must be said in one of workdays, days, hours, months": {"length", nil},
	"a length without provinces hides those behind it":                {"hidden", nil},
	"a link must begin with https://":                                 {"link", nil},
	"rule %q judges another field":                                    {"other_field", []string{"name"}},
	"needs a label, and a path or a text, not both":                   {"sheet_row", nil},
	"the page is not filled in once a website":                        {"per_website", nil},
	"only the members of one list can be joined":                      {"join", nil},
	"longer than %d bytes":                                            {"long", nil},
	"the file is not UTF-8":                                           {"utf8", nil},
	"no TOML: %s":                                                     {"toml", []string{"detail"}},
	"too deeply nested":                                               {"deep", nil},
	"the name of an entry is too long":                                {"name_long", nil},
	"no language %q, only zh and en":                                  {"language", []string{"value"}},
	"nothing in the rulebook says this message":                       {"message_orphan", nil},
	"the message says nothing":                                        {"message_empty", nil},
	"the message is too long":                                         {"message_long", nil},
	"the message has a character that cannot be seen":                 {"message_unclean", nil},
	"only {{.name}} can stand in braces":                              {"message_braces", nil},
	"the message is not said in %s":                                   {"message_missing", []string{"value"}},
	"the message has other arguments than in %s":                      {"message_arguments", nil},
	"the book brings no argument %q":                                  {"message_argument", []string{"name"}},
	"the messages of a folder stand in translations":                  {"message_orphan", nil},
}

// Refusal says in one sentence without a full stop what is wrong with a rulebook,
// and where: the line and, where it is known, the entry.
func Refusal(l Language, e *rules.BookError) string {
	id := "book.place.whole"
	switch {
	case e.Line > 0 && e.Entry != "":
		id = "book.place.entry"
	case e.Line > 0:
		id = "book.place.line"
	}
	where := translations.Text(l, id, map[string]string{"line": strconv.Itoa(e.Line), "entry": e.Entry})
	return translations.Text(l, "book.wrong", map[string]string{"where": where, "reason": why(l, e)})
}

// why says the reason alone.
func why(l Language, e *rules.BookError) string {
	known, ok := reasons[e.Format]
	if !ok {
		known = reason{"other", []string{"detail"}}
	}
	args := map[string]string{"detail": firstLine(e.What)}
	for i, name := range known.args {
		if i < len(e.Args) {
			args[name] = short(firstLine(e.Args[i]))
		}
	}
	if name := unknownName.FindStringSubmatch(args["detail"]); known.id == "expression" && name != nil {
		known.id, args["name"] = "name", name[1]
	}
	return translations.Text(l, "book.reason."+known.id, args)
}

// unknownName is how the compiler of expressions says what is wrong most often.
var unknownName = regexp.MustCompile(`^(?:unknown name|type \S+ has no field|cannot fetch) (\w+)`)
