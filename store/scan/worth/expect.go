package worth

// What is a kind of original, which decides what can be wrong with its picture.
type What string

// The kinds of originals.
const (
	Anything What = ""         // unknown: only what is wrong with every picture is said
	Sheet    What = "sheet"    // a page of about A4
	Card     What = "card"     // a card of ID-1 size, 85.6 × 54 mm (ISO/IEC 7810)
	Portrait What = "portrait" // a photograph of a person
	Screen   What = "screen"   // a screenshot: no paper, so no border, tilt, light or focus
	Download What = "download" // a page that may be a file as made or a picture of its print
)

// Expect is what the original is and has.
type Expect struct {
	What   What
	Colour bool // the original has colour, a red seal or a printed emblem, that a true picture shows
	Sides  int  // sides of a card that must be seen in one picture; 0 and 1 ask for nothing
}

// The limits that are the same for every original.
const (
	MaxTilt    = 2.0  // degrees
	MinPaper   = 40.0 // brightness of the paper, per cent of white
	MinFace    = 30.0 // brightness of a portrait's lighter parts, likewise
	MaxGlare   = 0.5  // per cent of the paper that is washed out
	MaxMoire   = 2.0  // per cent of brightness by which a display's stripes go up and down
	MinColour  = 0.08 // per cent of the paper that has colour
	MinContent = 0.08 // per cent of the paper that has anything on it
	MaxCut     = 6.0  // per cent of a side that may be outside
	FaceLong   = 800  // pixels: the official plan asks 800 × 600 (domain.md 6.3)
	FaceShort  = 600
	FaceSharp  = 640 // pixels: the size to which a portrait could be reduced without loss
	ScreenLong = 640 // pixels of the longer side of a screenshot, or of a page that is a file as made
)

// CharacterPerEdge is how many times as high as the blur of an edge is wide (the
// rise from a tenth to nine tenths) a Chinese character must be to be read: up
// to eight strokes lie one over the other in it, and two that are closer than
// three quarters of the blur run together.
const CharacterPerEdge = 6.0

// DPI is the least resolution, in pixels per inch of the original: at 100 the
// 3.7 mm characters of a letter have 15 pixels, at 150 the 2.9 mm characters of
// an identity card have 17; with fewer the strokes of 备 or 鑫 run together.
func (e Expect) DPI() float64 {
	if e.What == Card {
		return 150
	}
	return 100
}

// Character is the height in millimetres of the smallest Chinese character that
// must be legible.
func (e Expect) Character() float64 {
	if e.What == Card {
		return 2.5
	}
	return 4
}

// paper reports whether the original is a flat thing with edges.
func (e Expect) paper() bool { return e.What == Sheet || e.What == Card || e.What == Download }

// materials holds what the rulebook's materials are. Where the rulebook demands
// a seal there is colour, except in plans of many pages of which one is sealed.
var materials = map[string]Expect{
	"account_screenshot":             {What: Screen},
	"domain_verification_screenshot": {What: Screen},
	"domain_certificate":             {What: Download},
	"host_certificate":               {What: Sheet, Colour: true},
	"pre_approval":                   {What: Sheet, Colour: true},
	"legal_representative_id":        {What: Card, Colour: true, Sides: 2},
	"website_lead_id":                {What: Card, Colour: true, Sides: 2},
	"host_lead_id":                   {What: Card, Colour: true, Sides: 2},
	"residence_permit":               {What: Card, Colour: true},
	"face_photo":                     {What: Portrait, Colour: true},
	"hand_held_photo":                {What: Portrait, Colour: true},
	"check_list":                     {What: Sheet, Colour: true},
	"authorization_letter":           {What: Sheet, Colour: true},
	"host_lead_authorization":        {What: Sheet, Colour: true},
	"responsibility_letter":          {What: Sheet, Colour: true},
	"shanghai_commitment":            {What: Sheet, Colour: true},
	"guangdong_commitment":           {What: Sheet, Colour: true},
	"xinjiang_party_letter":          {What: Sheet, Colour: true},
	"relationship_confirmation":      {What: Sheet, Colour: true},
	"website_opening_form":           {What: Sheet, Colour: true},
	"website_opening_application":    {What: Sheet, Colour: true},
	"several_domains_statement":      {What: Sheet, Colour: true},
	"finance_commitment":             {What: Sheet, Colour: true},
	"pre_approval_commitment":        {What: Sheet, Colour: true},
	"domain_holder_statement":        {What: Sheet, Colour: true},
	"culture_training_commitment":    {What: Sheet, Colour: true},
	"rename_letter":                  {What: Sheet, Colour: true},
	"cancellation_form":              {What: Sheet, Colour: true},
	"jiangsu_notification":           {What: Sheet},
	"jiangsu_commitment":             {What: Sheet},
	"hunan_construction_plan":        {What: Sheet},
	"website_plan":                   {What: Sheet},
	"reading_video":                  {What: Anything},
}

// Of returns what is expected of a material of the rulebook, by its id. Of one
// that is not known nothing special is expected.
func Of(material string) Expect { return materials[material] }

// OfDocument is [Of] where the type of the certificate or personal document is
// known (resident_id, passport, …): the certificate of an individual may be the
// identity card, and a passport is a page of which one side is enough. The type
// changes nothing for a material that is neither.
func OfDocument(material, document string) Expect {
	e := Of(material)
	if e.Sides < 2 && material != "host_certificate" {
		return e
	}
	switch document {
	case "passport":
		return Expect{What: Sheet, Colour: true}
	case "resident_id", "hk_macao_residence", "taiwan_residence", "hk_macao_permit", "taiwan_permit", "foreign_permanent_residence":
		return Expect{What: Card, Colour: true, Sides: 2}
	}
	return e
}
