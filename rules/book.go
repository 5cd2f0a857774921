package rules

import "github.com/expr-lang/expr/vm"

// Book is the rulebook: the forms a person fills in, the choices they offer,
// the rules that judge what was filled in, and the materials that go with it.
// It is read-only once loaded and may be used from several goroutines.
type Book struct {
	Version   string // such as 2026.11.1
	Date      string // the day it was issued
	Pages     []Page
	Lists     map[string]List
	Rules     []Rule
	Papers    []MaterialRule
	Questions []Question
	Kinds     []Kind
	Provinces []Province
	News      []News

	// The lists of the review desk.
	Reasons       []Reason // of return, by row
	Originals     []Original
	PhotoChecks   []PhotoCheck
	LicencePoints []LicencePoint

	// What happens at the desk and after a filing was mailed.
	Stages     []Stage // in their order
	Clocks     []Clock
	StaleRules []StaleRule
	Footers    []FooterRule
	Keying     []SheetPage // the access provider's platform
	Security   []SheetPage // that of the public security

	online    *condition // when the authenticity is verified online
	timetable *timetable // of the clocks
}

// News is what the editors of the rulebook say about a version: the message
// news.<id>.
type News struct {
	ID      string
	Version string // in which it was new
	Date    string // YYYY-MM-DD
}

// Kind is a kind of recordal, such as new_recordal: the message kind.<id>. A
// filing is made of blocks (host, website, domain, access); a kind says which of them
// are filled in whole, and of which only what changes. Of the rest it asks what
// tells the ICP team which recordal is meant.
type Kind struct {
	ID         string
	Fills      []string // blocks
	Changes    []string // blocks
	Websites   bool     // it is about websites, not the host unit alone
	Neighbours []string // kinds it is taken for; why they would be wrong is kind.<id>.not.<neighbour>
}

// Page is one page of the wizard, about one topic. Its title is the message
// page.<id>.
type Page struct {
	ID       string
	Step     string // the step of the rail it stands under: host, website or materials
	Sections []Section
}

// PerWebsite reports whether the page is filled in once for each website.
func (p Page) PerWebsite() bool { return p.Step == "website" }

// Section is a group of fields under one heading, the message section.<id>.
type Section struct {
	ID     string
	Base   string // the path its fields lie under; * stands for a list index
	Block  string // of the filing, see [Kind]
	Fields []Field

	show *condition
}

// Repeats reports whether a person can add and remove members of the section,
// as with domains and address ranges.
func (s Section) Repeats() bool {
	return len(s.Base) > 2 && s.Base[len(s.Base)-2:] == ".*" && s.Base != "websites.*"
}

// Type says how a field is filled in.
type Type string

// The types of fields.
const (
	TypeText     Type = "text"      // one line
	TypeLongText Type = "long_text" // several lines
	TypeCode     Type = "code"      // a number printed on a document; spaces and full-width digits are accepted
	TypePhone    Type = "phone"
	TypeChoice   Type = "choice"   // one of a list
	TypeChoices  Type = "choices"  // some of a list
	TypeDate     Type = "date"     // a day
	TypeUntil    Type = "until"    // a day or LongTerm
	TypeProvince Type = "province" // GB/T 2260 codes
	TypeCity     Type = "city"
	TypeCounty   Type = "county"
	TypeFlag     Type = "flag"   // yes or no
	TypeFields   Type = "fields" // which fields of the filing change
)

// Field is one thing that is asked, or shown where it follows from others. Its
// label is the message field.<id>, its hint field.<id>.help.
type Field struct {
	ID      string // such as host.name or person.mobile
	Name    string // its path below the section's base
	Type    Type
	Choices string // the list a choice is made from
	Offers  int    // how many choices that list has, whatever the filing
	Width   int    // of the control, in Latin characters
	Max     int    // characters it may hold at the most; 0 is no limit
	Derived bool   // follows from other answers: shown, not asked
	Fixed   bool   // stays as it is on record, whatever else changes
	Before  bool   // what is on record now, beside the field that changes

	required *condition
	show     *condition
	also     *condition // when it is asked although the kind does not fill its block in
	derive   *program
	standard *program // what an empty field most likely holds
}

// List is what a choice is made from.
type List struct {
	Open    bool // the contract leaves it open: an unknown member is no error
	Choices []Choice
}

// Choice is one member of a list, with the message choice.<list>.<id>.
type Choice struct {
	ID     string
	Number string // of a certificate: which number it carries, see choices.toml
	Paid   bool   // of a service: visitors mostly pay for it
	when   *condition
}

// Severity says what a finding means for the filing.
type Severity string

// The severities of the contract.
const (
	Error   Severity = "error"   // blocks the export
	Warning Severity = "warning" // a person must have looked at it
	Hint    Severity = "hint"
)

// Confidence says how well a rule is founded (domain.md 0.1).
type Confidence string

// The confidences. Only the first two may make an error, the third at the most
// a warning, the last a hint.
const (
	Seed         Confidence = "seed"         // said by the ICP team's own guidance
	Corroborated Confidence = "corroborated" // by two or more independent sources
	Single       Confidence = "single"       // by one public source
	Own          Confidence = "own"          // own knowledge
)

// Rule judges one thing. Its finding is the message rule.<id>, how to mend it
// rule.<id>.fix.
type Rule struct {
	ID         string
	Severity   Severity
	For        string // what it is judged over, one of scopes
	Field      string // where the finding stands, below what For names
	Types      []Type // of fields, for a rule over fields; empty is all
	Kinds      []string
	Provinces  []string // GB/T 2260; empty is all
	Fact       string   // judged only where the province has this fact, and no harder than it is founded
	Fresh      bool     // judges what is filed anew, not what is on record already
	Missing    bool     // says that something is still to be filled in
	Moment     Moment   // says what nobody can tell beforehand, at the moment when it matters
	Source     string
	Confidence Confidence
	AsOf       string

	when   *condition
	args   map[string]*program
	names  map[string]*program
	repair *program // the field's text without the flaw
}

// Moment is when a person must be told what no program can find.
type Moment string

// The moments.
const (
	Papers  Moment = "papers"  // before papers are signed
	Sending Moment = "sending" // before the packet is mailed
	After   Moment = "after"   // once it was mailed
)

// MaterialRule says when a paper goes with a filing and how. Its name is the
// message material.<id>.
type MaterialRule struct {
	Item      int // of the ICP team's list; 0 is none of the fourteen
	ID        string
	Per       string // one for each: filing, website or domain
	Copies    int
	Delivery  []string // email, post, in_person
	Signature string   // required or none
	Seal      string   // required or none
	Date      string   // required, forbidden or none
	Printable bool     // the program prints the form

	Fingerprint string   // required or none, beside the signature
	PhotoDays   int      // how many days ago a photo may have been taken; 0 for any
	Kinds       []string // for which it can be needed; empty is all
	Proves      []string // places that it is compared with, as host.certificate; lists without numbers
	Source      string

	Confidence Confidence
	AsOf       string

	cases []materialCase
}

type materialCase struct {
	id       string
	needed   bool
	advised  bool
	delivery []string
	when     *condition

	seal, fingerprint string // what is asked for then; "" is what the material says
}

// Question is one of the plain questions that choose the kind of recordal: the
// message question.<id>, its answers question.<id>.<answer>.
type Question struct {
	ID      string
	Answers []Answer
}

// Answer leads to another question, to a kind, or to a stop, where no filing can
// be made and the message question.<id>.<answer>.stop says what to do instead.
type Answer struct {
	ID   string
	Next string
	Kind string
	Stop bool
}

type condition = program

// program is a compiled expression of the rulebook.
type program struct {
	code  *vm.Program
	text  string
	entry string // where in the rulebook it stands
}

// kind returns the kind of recordal by its id, nil for one the book does not
// know.
func (b *Book) kind(id string) *Kind {
	for i := range b.Kinds {
		if b.Kinds[i].ID == id {
			return &b.Kinds[i]
		}
	}
	return nil
}
