package rules

import "github.com/go-json-experiment/json/jsontext"

// Schema is the value of a filing's "schema" key that this package reads and
// writes.
const Schema = "recordal.filing/1"

// Unknown keeps the members of a JSON object that this version has no field
// for, so that a filing written by a later version loses nothing here.
type Unknown map[string]jsontext.Value

// Filing is one recordal filing, the document that filing.json holds. An empty
// string means "not filled in yet"; a draft may be empty everywhere. Dates are
// YYYY-MM-DD, provinces, cities and counties GB/T 2260 codes of six digits.
type Filing struct {
	Schema      string       `json:"schema" expr:"schema"`
	Kind        string       `json:"kind" expr:"kind"`
	AsOf        string       `json:"as_of" expr:"as_of"` // the day the rules are judged on; empty means today
	Account     Account      `json:"account" expr:"account"`
	Host        Host         `json:"host" expr:"host"`
	Websites    []Website    `json:"websites" expr:"websites"`
	Change      Change       `json:"change" expr:"change"`
	Attachments []Attachment `json:"attachments" expr:"attachments"`
	Answers     Answers      `json:"answers,omitempty" expr:"answers"`
	Reference   string       `json:"reference,omitempty" expr:"-"` // by which its printed pages are known, see store/pagecode
	Unknown     Unknown      `json:",embed" expr:"-"`
}

// Answers are what the user alone can know, such as whether the originals were
// compared: by the id of the rulebook's question, "yes", "no", or what the
// question asks for (a day, a number). They are no part of the contract's
// filing and left out where nothing was answered.
type Answers map[string]string

// Account is the AWS China account that owns the addresses of the filing.
type Account struct {
	ID           string  `json:"id" expr:"id"` // twelve digits
	Company      string  `json:"company" expr:"company"`
	Relationship string  `json:"relationship" expr:"relationship"` // of the account's company to the host unit
	Unknown      Unknown `json:",embed" expr:"-"`
}

// Host is the host unit (主办单位): the organisation the filing is made for.
type Host struct {
	RecordalNumber            string      `json:"recordal_number" expr:"recordal_number"`
	Name                      string      `json:"name" expr:"name"`
	Nature                    string      `json:"nature" expr:"nature"`
	Certificate               Certificate `json:"certificate" expr:"certificate"`
	Province                  string      `json:"province" expr:"province"`
	City                      string      `json:"city" expr:"city"`
	County                    string      `json:"county" expr:"county"`
	Address                   string      `json:"address" expr:"address"` // mailing address below the county
	Superior                  string      `json:"superior" expr:"superior"`
	Remark                    string      `json:"remark" expr:"remark"`
	LegalRepresentative       Person      `json:"legal_representative" expr:"legal_representative"`
	Lead                      Person      `json:"lead" expr:"lead"`
	LeadIsLegalRepresentative bool        `json:"lead_is_legal_representative" expr:"lead_is_legal_representative"`
	Unknown                   Unknown     `json:",embed" expr:"-"`
}

// Certificate is the document that proves what the host unit is, such as a
// business licence.
type Certificate struct {
	Type       string  `json:"type" expr:"type"`
	Number     string  `json:"number" expr:"number"`
	Address    string  `json:"address" expr:"address"` // 住所, to the letter as printed
	ValidFrom  string  `json:"valid_from" expr:"valid_from"`
	ValidUntil string  `json:"valid_until" expr:"valid_until"` // a date or LongTerm
	Unknown    Unknown `json:",embed" expr:"-"`
}

// Person is a legal representative or a person in charge.
type Person struct {
	Name           string   `json:"name" expr:"name"`
	Document       Document `json:"document" expr:"document"`
	Mobile         string   `json:"mobile" expr:"mobile"`
	EmergencyPhone string   `json:"emergency_phone" expr:"emergency_phone"`
	OfficePhone    string   `json:"office_phone" expr:"office_phone"`
	Email          string   `json:"email" expr:"email"`
	IMType         string   `json:"im_type" expr:"im_type"`
	IMAccount      string   `json:"im_account" expr:"im_account"`
	Title          string   `json:"title" expr:"title"`
	Unknown        Unknown  `json:",embed" expr:"-"`
}

// Document is a person's identity document.
type Document struct {
	Type       string  `json:"type" expr:"type"`
	Number     string  `json:"number" expr:"number"`
	ValidFrom  string  `json:"valid_from" expr:"valid_from"`
	ValidUntil string  `json:"valid_until" expr:"valid_until"` // a date or LongTerm
	Unknown    Unknown `json:",embed" expr:"-"`
}

// Website is one internet information service of the host unit.
type Website struct {
	RecordalNumber            string        `json:"recordal_number" expr:"recordal_number"`
	Name                      string        `json:"name" expr:"name"`
	HomePage                  string        `json:"home_page" expr:"home_page"`
	Services                  []string      `json:"services" expr:"services"`
	Languages                 []string      `json:"languages" expr:"languages"`
	PreApprovals              []PreApproval `json:"pre_approvals" expr:"pre_approvals"`
	Domains                   []Domain      `json:"domains" expr:"domains"`
	Lead                      Person        `json:"lead" expr:"lead"`
	LeadIsHostLead            bool          `json:"lead_is_host_lead" expr:"lead_is_host_lead"`
	LeadIsLegalRepresentative bool          `json:"lead_is_legal_representative" expr:"lead_is_legal_representative"`
	Access                    Access        `json:"access" expr:"access"`
	Remark                    string        `json:"remark" expr:"remark"`
	Answers                   Answers       `json:"answers,omitempty" expr:"answers"`
	Unknown                   Unknown       `json:",embed" expr:"-"`
}

// PreApproval is a licence another ministry gave before the filing (前置审批).
type PreApproval struct {
	Category   string  `json:"category" expr:"category"`
	Number     string  `json:"number" expr:"number"`
	Holder     string  `json:"holder" expr:"holder"`
	ValidUntil string  `json:"valid_until" expr:"valid_until"`
	Unknown    Unknown `json:",embed" expr:"-"`
}

// Domain is one domain name with what its certificate says.
type Domain struct {
	Name         string  `json:"name" expr:"name"`
	Holder       string  `json:"holder" expr:"holder"`
	Registrar    string  `json:"registrar" expr:"registrar"`
	RegisteredOn string  `json:"registered_on" expr:"registered_on"`
	ExpiresOn    string  `json:"expires_on" expr:"expires_on"`
	VerifiedOn   string  `json:"verified_on" expr:"verified_on"` // real-name verification
	Answers      Answers `json:"answers,omitempty" expr:"answers"`
	Unknown      Unknown `json:",embed" expr:"-"`
}

// Access says through whom, how and where the website reaches the internet.
type Access struct {
	ISP       string    `json:"isp" expr:"isp"`
	Modes     []string  `json:"modes" expr:"modes"`
	Locations []string  `json:"locations" expr:"locations"` // provinces of the servers
	IPs       []IPRange `json:"ips" expr:"ips"`
	Unknown   Unknown   `json:",embed" expr:"-"`
}

// IPRange is a run of addresses, both ends included.
type IPRange struct {
	Kind    string  `json:"kind" expr:"kind"`
	From    string  `json:"from" expr:"from"`
	To      string  `json:"to" expr:"to"`
	Unknown Unknown `json:",embed" expr:"-"`
}

// Change says why a filed recordal is changed or cancelled, and which fields
// change. Fields are paths; one of them stands for all that lies below it.
// Before is what is on record now, by path, in words: a person compares it with
// what the filing says instead.
type Change struct {
	Reason  string            `json:"reason" expr:"reason"`
	Fields  []string          `json:"fields" expr:"fields"`
	Before  map[string]string `json:"before,omitempty" expr:"before"`
	Unknown Unknown           `json:",embed" expr:"-"`
}

// Attachment is one scan that goes with the filing. Website counts from 0;
// Domain names the domain a per-domain material belongs to; SHA256 is in
// lower-case hex and that of the original. Retouch is what is done to it for the
// export; Accepted are the ids of the remarks on the picture that a person
// looked at and found no fault. The last two are no part of the contract's
// attachment and left out where there are none.
type Attachment struct {
	Material string   `json:"material" expr:"material"`
	Website  int      `json:"website" expr:"website"`
	Domain   string   `json:"domain" expr:"domain"`
	File     string   `json:"file" expr:"file"`
	SHA256   string   `json:"sha256" expr:"sha256"`
	Retouch  *Retouch `json:"retouch,omitempty" expr:"-"`
	Accepted []string `json:"accepted,omitempty" expr:"accepted"`
	Unknown  Unknown  `json:",embed" expr:"-"`
}

// New returns an empty filing of the given kind with one empty website, as a
// person starts from.
func New(kind string) *Filing {
	f := &Filing{Schema: Schema, Kind: kind, Websites: []Website{NewWebsite()}}
	f.Account.Relationship = "same"
	f.Host.LeadIsLegalRepresentative = true
	return f
}

// NewWebsite returns an empty website with one empty domain and address range,
// led by the host lead.
func NewWebsite() Website {
	return Website{
		Domains:        []Domain{{}},
		LeadIsHostLead: true,
		Access:         Access{IPs: []IPRange{{}}},
	}
}
