package rules_test

import (
	"fmt"
	"runtime"
	"testing"

	"recordaldesk/rules"
)

// strangers makes whole filings of n companies that have nothing in common, of
// all the kinds of host units that the samples show.
func strangers(t testing.TB, n int) []*rules.Filing {
	whole := wholeFilings(t)
	all := make([]*rules.Filing, n)
	for i := range all {
		f := whole[i%len(whole)].filing.Clone()
		f.Host.Name = fmt.Sprintf("南京岚溪样本软件%d号有限公司", i)
		f.Host.Certificate.Number = creditCode(t, "91", "320102", fmt.Sprintf("MA%06d", i))
		people := []*rules.Person{&f.Host.LegalRepresentative, &f.Host.Lead}
		for j := range f.Websites {
			people = append(people, &f.Websites[j].Lead)
			for k := range f.Websites[j].Domains {
				f.Websites[j].Domains[k].Name = fmt.Sprintf("d%d-%d-%d.cn", i, j, k)
			}
		}
		for j, p := range people {
			if p.Name == "" {
				continue
			}
			born := fmt.Sprintf("19%02d%02d%02d", 60+i/1000%40, 1+i%12, 1+i/12%28)
			p.Document = rules.Document{Type: "resident_id", Number: residentID(t, "3201"+fmt.Sprintf("%02d", j), born, fmt.Sprintf("%03d", i%1000))}
			p.Mobile, p.EmergencyPhone = fmt.Sprintf("13%d1%07d", j, i), fmt.Sprintf("13%d2%07d", j, i)
			p.Email = fmt.Sprintf("p%d@d%d.cn", j, i)
		}
		all[i] = f
	}
	return all
}

const desksFilings = 10_000

// A whole desk of filings is taken in, as when the program starts.
func BenchmarkDeskPut(b *testing.B) {
	filings := strangers(b, desksFilings)
	ids := make([]string, len(filings))
	for i := range ids {
		ids[i] = fmt.Sprintf("0197a000-0000-7000-8000-%012d", i)
	}
	memory := func() float64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	before := memory()
	var desk *rules.Desk
	for b.Loop() {
		desk = rules.NewDesk()
		for i, f := range filings {
			desk.Put(ids[i], f, i%3 == 0)
		}
	}
	b.ReportMetric((memory()-before)/1e6, "MB-held")
	b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(b.N)/desksFilings, "µs/filing")
	runtime.KeepAlive(desk)
	runtime.KeepAlive(filings)
}

// One filing is asked about while the window shows it.
func BenchmarkDeskShared(b *testing.B) {
	filings := strangers(b, desksFilings)
	ask := func(name string, change func(*rules.Filing, int), put bool) {
		b.Run(name, func(b *testing.B) {
			desk := rules.NewDesk()
			for i, f := range filings {
				f = f.Clone()
				change(f, i)
				desk.Put(fmt.Sprintf("%05d", i), f, false)
			}
			f := filings[42].Clone()
			change(f, 42)
			found := 0
			b.ReportAllocs()
			for b.Loop() {
				found = len(desk.Shared("00042", f))
			}
			if (found > 0) != put {
				b.Fatalf("%d things are shared", found)
			}
			b.ReportMetric(float64(found), "shared")
		})
	}
	ask("nothing", func(*rules.Filing, int) {}, false)
	ask("a few", func(f *rules.Filing, i int) {
		f.Host.LegalRepresentative.Mobile = fmt.Sprintf("1391%07d", i/5)
		f.Host.LegalRepresentative.Email = fmt.Sprintf("p@d%d.cn", i/5)
	}, true)
	// The agent's own telephone stands in every filing.
	ask("one number in all", func(f *rules.Filing, i int) { f.Host.LegalRepresentative.EmergencyPhone = "13851700101" }, true)
	ask("one number in all, no company numbered", func(f *rules.Filing, i int) {
		f.Host.LegalRepresentative.EmergencyPhone, f.Host.Certificate.Number = "13851700101", ""
	}, true)
}
