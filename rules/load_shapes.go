package rules

// The shapes of the TOML files.
type (
	bookText struct {
		file     string
		lines    lines
		Version  string
		Date     string
		Online   string
		Kind     []Kind
		Page     []pageText
		Group    map[string][]fieldText
		List     []listText
		Rule     []ruleText
		Material []materialText
		Question []Question
		Province []Province
		News     []News
		reviewText
		stageLists
		Message map[string]map[string]string // by language and id, see LoadFile
		places  []keyPlace
	}
	pageText struct {
		ID, Step string
		Section  []sectionText
	}
	sectionText struct {
		ID, Base, Block, Group, Show string
		Field                        []fieldText
	}
	fieldText struct {
		Name, Type, Choices, Required, Show, Also, Derive, Default string
		Width, Max                                                 int
		Fixed                                                      bool
	}
	listText struct {
		ID     string
		Open   bool
		Choice []struct {
			ID, When, Number string
			Paid             bool
		}
	}
	ruleText struct {
		ID, Severity, For, Field, When string
		Kinds, Provinces               []string
		Types                          []Type
		Fact, Moment                   string
		Fresh, Missing                 bool
		Source, Confidence             string
		AsOf                           string `toml:"as_of"`
		Args, Names                    map[string]string
		Repair                         string
	}
	materialText struct {
		Item                  int
		ID, Per               string
		Copies                int
		Delivery              []string
		Signature, Seal, Date string
		Fingerprint           string
		PhotoDays             int `toml:"photo_days"`
		Printable             bool
		Kinds                 []string
		Proves                []string
		Source, Confidence    string
		AsOf                  string `toml:"as_of"`
		Case                  []struct {
			ID, When          string
			Needed, Advised   bool
			Delivery          []string
			Seal, Fingerprint string
		}
	}
)
