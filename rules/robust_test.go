package rules_test

import (
	"strconv"
	"strings"
	"testing"

	"recordaldesk/rules"
)

// What a hostile or broken program may send is judged all the same. That it
// takes no time without bound shows in the test's own time limit: the work grows
// with the filing, not with its square.
func TestHugeFilingsAreJudged(t *testing.T) {
	const many, fewer = 10_000, 2_000
	sites := func(n int, change func(i int, w *rules.Website)) *rules.Filing {
		f := valid(t)
		one := f.Websites[0]
		f.Websites = nil
		for i := range n {
			w := one
			change(i, &w)
			f.Websites = append(f.Websites, w)
		}
		return f
	}
	own := func(i int, w *rules.Website) {
		w.Domains = []rules.Domain{w.Domains[0]}
		w.Domains[0].Name = "d" + strconv.Itoa(i) + ".cn"
	}
	for _, test := range []struct {
		name string
		make func() *rules.Filing
	}{
		{"websites", func() *rules.Filing { return sites(many, own) }},
		{"websites all alike", func() *rules.Filing { return sites(fewer, func(int, *rules.Website) {}) }},
		{"websites with nothing in them", func() *rules.Filing {
			f := valid(t)
			f.Websites = make([]rules.Website, fewer)
			return f
		}},
		{"websites led by the host lead, each with a telephone", func() *rules.Filing {
			return sites(fewer, func(i int, w *rules.Website) { w.LeadIsHostLead, w.Lead = true, rules.Person{Mobile: "13700139086"} })
		}},
		{"domains of one website", func() *rules.Filing {
			f := valid(t)
			one := f.Websites[0].Domains[0]
			for i := range many {
				one.Name = "d" + strconv.Itoa(i) + ".中国"
				f.Websites[0].Domains = append(f.Websites[0].Domains, one)
			}
			return f
		}},
		{"addresses of one website", func() *rules.Filing {
			f := valid(t)
			for i := range many {
				a := "52.80." + strconv.Itoa(i/256%256) + "." + strconv.Itoa(i%256)
				f.Websites[0].Access.IPs = append(f.Websites[0].Access.IPs, rules.IPRange{Kind: "eip", From: a, To: a})
			}
			return f
		}},
		{"attachments", func() *rules.Filing {
			f := sites(fewer, own)
			for i := range many {
				f.Attachments = append(f.Attachments,
					rules.Attachment{Material: "domain_certificate", Website: i, Domain: "d" + strconv.Itoa(i) + ".cn"},
					rules.Attachment{Material: "nothing", Website: -i})
			}
			return f
		}},
		{"services of one website", func() *rules.Filing {
			f := valid(t)
			f.Websites[0].Services = make([]string, 100*many)
			return f
		}},
		{"unknown members", func() *rules.Filing {
			f := valid(t)
			f.Host.Unknown = rules.Unknown{}
			for i := range many {
				f.Host.Unknown["k"+strconv.Itoa(i)] = []byte("1")
			}
			return f
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := test.make()
			if r := check(f); r.Ready() && test.name != "websites" && test.name != "attachments" && test.name != "unknown members" && !strings.Contains(test.name, "one website") {
				t.Error("nothing is wrong with it")
			}
		})
	}
}

// A megabyte in any one field.
func TestAMegabyteInOneField(t *testing.T) {
	whole := valid(t)
	whole.Websites[0].PreApprovals = []rules.PreApproval{{Category: "culture"}}
	texts := []string{strings.Repeat("9", 1<<20), strings.Repeat("星", 1<<18), strings.Repeat("xn--a.", 1<<17), strings.Repeat("\xff", 1<<20)}
	for n, i := range rules.Builtin().Shown(whole, today) {
		f := whole.Clone()
		if err := f.Set(i.Path, texts[n%len(texts)]); err != nil {
			continue // not a text
		}
		if check(f).Ready() {
			t.Errorf("%s: nothing is wrong with a megabyte of %.6q", i.Path, texts[n%len(texts)])
		}
	}
}

func TestEmptyFilingsAreJudged(t *testing.T) {
	for name, f := range map[string]*rules.Filing{
		"nothing at all":    {},
		"only a schema":     {Schema: rules.Schema},
		"an empty website":  {Websites: []rules.Website{{}}},
		"empty lists":       {Websites: []rules.Website{}, Attachments: []rules.Attachment{}},
		"empty lists below": {Websites: []rules.Website{{Domains: []rules.Domain{}, Access: rules.Access{IPs: []rules.IPRange{}}}}},
		"empty members":     {Websites: []rules.Website{{Domains: []rules.Domain{{}}, PreApprovals: []rules.PreApproval{{}}, Services: []string{""}, Access: rules.Access{IPs: []rules.IPRange{{}}, Modes: []string{""}}}}},
		"an empty scan":     {Attachments: []rules.Attachment{{}}},
	} {
		t.Run(name, func(t *testing.T) {
			if r := check(f); r.Ready() {
				t.Error("nothing is missing")
			}
			rules.Builtin().Derive(f, today)
			rules.Builtin().FillDefaults(f, today)
		})
	}
}

// What unfolds to much when written stays readable.
func TestBigFilingsCanBeReadAgain(t *testing.T) {
	for name, text := range map[string]string{
		"deep values":    `{"schema": "recordal.filing/1", "x": ` + strings.Repeat(`{"a": [`, 31) + "1" + strings.Repeat(",1", 1<<20) + strings.Repeat(`]}`, 31) + `}`,
		"empty websites": `{"schema": "recordal.filing/1", "websites": [{}` + strings.Repeat(",{}", 9999) + `]}`,
	} {
		f := decode(t, text)
		written := encode(t, f)
		if len(written) > rules.MaxFilingBytes {
			t.Errorf("%s: %d bytes were written", name, len(written))
		}
		if encode(t, decode(t, written)) != written {
			t.Errorf("%s: differ when written again", name)
		}
	}
}
