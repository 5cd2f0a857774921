package rules_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/rules/ident"
)

// crowd makes filings of a few companies and people who know each other too
// well: everything is drawn from small heaps, and some of it is missing.
func crowd(t testing.TB, n int) []*rules.Filing {
	random := rand.New(rand.NewPCG(20261123, uint64(n)))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	mobile := func() string {
		m := "1385170010" + pick("1", "2", "3", "4", "5", "6", "7", "8")
		return pick("", m, m, "+86 "+m, m[:3]+" "+m[3:7]+"-"+m[7:], "025-58810236", "1385170")
	}
	var numbers []string
	for _, sequence := range []string{"001", "022", "043", "064", "085"} {
		numbers = append(numbers, residentID(t, "320104", "19790312", sequence))
	}
	person := func() rules.Person {
		if random.IntN(6) == 0 {
			return rules.Person{}
		}
		return rules.Person{
			Name:     pick("", "欧阳样本", "欧阳 样本", "诸葛样本"),
			Document: rules.Document{Type: "resident_id", Number: pick("", numbers[random.IntN(len(numbers))], strings.ToLower(numbers[0]))},
			Mobile:   mobile(), EmergencyPhone: mobile(), OfficePhone: mobile(),
			Email: pick("", "a@lanxi-example.cn", "A@lanxi-example.cn ", "b@lanxi-example.cn", "c@lanxi-example.cn", "无"),
		}
	}
	var codes []string
	for _, organisation := range []string{"MA1QH7X2", "MA1QH7X3", "MA1QH7X4", "MA1QH7X5"} {
		codes = append(codes, creditCode(t, "91", "320102", organisation))
	}
	var all []*rules.Filing
	for range n {
		f := rules.New("new_recordal")
		f.Host.Name = pick("", "甲公司", "甲 公司", "乙公司", "丙公司", "丁（南京）公司", "丁(南京)公司")
		f.Host.Certificate.Number = pick("", "无", codes[0], codes[1], codes[2], codes[3], strings.ToLower(codes[0]))
		f.Host.LegalRepresentative, f.Host.Lead = person(), person()
		f.Host.LeadIsLegalRepresentative = random.IntN(2) == 0
		for range random.IntN(3) {
			w := rules.NewWebsite()
			w.Lead = person()
			w.LeadIsHostLead, w.LeadIsLegalRepresentative = random.IntN(3) == 0, random.IntN(3) == 0
			for range random.IntN(3) {
				w.Domains = append(w.Domains, rules.Domain{Name: pick("", "a.cn", "www.A.cn", "b.com.cn", "c.中国", "c.xn--fiqs8s", "无")})
			}
			f.Websites = append(f.Websites, w)
		}
		all = append(all, f)
	}
	return all
}

// sharedBy works out what a desk of many must say from what desks of one other
// filing say, which are looked at by themselves.
func sharedBy(id string, f *rules.Filing, others map[string]*rules.Filing, sent map[string]bool) []rules.Shared {
	type place struct{ what, path string }
	found := map[place][]string{}
	for other, g := range others {
		if other == id {
			continue
		}
		desk := rules.NewDesk()
		desk.Put(other, g, sent[other])
		for _, s := range desk.Shared(id, f) {
			at := place{s.What, s.Path}
			found[at] = append(found[at], other)
		}
	}
	var all []rules.Shared
	for at, ids := range found {
		slices.SortFunc(ids, func(a, b string) int {
			unnamed := func(id string) int { return min(1, len(others[id].Host.Name)) }
			return cmp.Or(cmp.Compare(unnamed(b), unnamed(a)), strings.Compare(a, b))
		})
		s := rules.Shared{What: at.what, Path: at.path, Company: others[ids[0]].Host.Name, ID: ids[0], Count: len(ids)}
		if at.what != rules.SharedOrder {
			s.Count = companies(ids, others)
		}
		all = append(all, s)
	}
	return all
}

// companies counts the host units of some filings: by number, and those without
// one by name unless the name stands beside a number too.
func companies(ids []string, of map[string]*rules.Filing) int {
	numbers, numbered, names := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, id := range ids {
		h := of[id].Host
		if number := ident.NormaliseCode(h.Certificate.Number); len(number) == 18 {
			numbers[number], numbered[ident.TextKey(h.Name)] = true, true
		} else {
			names[ident.TextKey(h.Name)] = true
		}
	}
	count := len(numbers)
	for name := range names {
		if !numbered[name] {
			count++
		}
	}
	return count
}

// inOrder puts what is shared into an order that does not depend on the filing.
func inOrder(all []rules.Shared) []rules.Shared {
	return slices.SortedFunc(slices.Values(all), func(a, b rules.Shared) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.What, b.What))
	})
}

// Whatever is put, put again and removed, in whatever order: the desk says what
// one that holds just the filings that are left would say.
func TestDeskSaysWhatItsFilingsSay(t *testing.T) {
	random := rand.New(rand.NewPCG(20261123, 1))
	filings := crowd(t, 120)
	ids := make([]string, 60)
	for i := range ids {
		ids[i] = fmt.Sprintf("%02d", i)
	}
	desk := rules.NewDesk()
	held, sent := map[string]*rules.Filing{}, map[string]bool{}
	for step := range 600 {
		id := ids[random.IntN(len(ids))]
		if random.IntN(4) == 0 {
			desk.Remove(id)
			delete(held, id)
		} else {
			held[id], sent[id] = filings[random.IntN(len(filings))], random.IntN(4) == 0
			desk.Put(id, held[id], sent[id])
		}
		if step%20 != 0 {
			continue
		}
		id, f := ids[random.IntN(len(ids))], filings[random.IntN(len(filings))]
		got, want := desk.Shared(id, f), sharedBy(id, f, held, sent)
		if diff := gocmp.Diff(inOrder(want), inOrder(got)); diff != "" {
			t.Fatalf("step %d (-want +got):\n%s", step, diff)
		}
	}
}

func TestDeskDoesNotMindTheOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(20261123, 2))
	filings := crowd(t, 50)
	ask := func(desk *rules.Desk) (all [][]rules.Shared) {
		for i, f := range filings {
			all = append(all, desk.Shared(fmt.Sprint(i), f))
		}
		return all
	}
	var first [][]rules.Shared
	for range 20 {
		desk := rules.NewDesk()
		for _, i := range random.Perm(len(filings)) {
			desk.Put(fmt.Sprint(i), filings[i], i%5 == 0)
		}
		got := ask(desk)
		if first == nil {
			first = got
		}
		if diff := gocmp.Diff(first, got); diff != "" {
			t.Fatalf("in another order (-first +now):\n%s", diff)
		}
		// Others come and go and leave no trace.
		for _, i := range random.Perm(len(filings)) {
			desk.Put("passing"+fmt.Sprint(i), filings[i], false)
		}
		for i := range filings {
			desk.Remove("passing" + fmt.Sprint(i))
		}
		if diff := gocmp.Diff(first, ask(desk)); diff != "" {
			t.Fatalf("after others went (-first +now):\n%s", diff)
		}
	}
	desk := rules.NewDesk()
	for i := range filings {
		desk.Put(fmt.Sprint(i), filings[i], false)
	}
	for i := range filings {
		desk.Remove(fmt.Sprint(i))
	}
	for _, shared := range ask(desk) {
		if len(shared) > 0 {
			t.Fatalf("an empty desk says %v", shared)
		}
	}
}

func TestAFilingIsNoOtherToItself(t *testing.T) {
	for i, f := range crowd(t, 200) {
		desk := rules.NewDesk()
		desk.Put("this", f, false)
		if got := desk.Shared("this", f); len(got) > 0 {
			t.Fatalf("filing %d: %v", i, got)
		}
		changed := f.Clone()
		changed.Host.Name, changed.Host.Certificate.Number = "戊公司", ""
		if got := desk.Shared("this", changed); len(got) > 0 {
			t.Fatalf("filing %d as it stood before: %v", i, got)
		}
	}
}

// What one filing shares with another of another company, the other shares
// with it.
func TestSharingIsMutual(t *testing.T) {
	kinds := func(all []rules.Shared) map[string]bool {
		said := map[string]bool{}
		for _, s := range all {
			what := s.What
			if what == rules.SharedEmergencyPhone || what == rules.SharedOfficePhone {
				what = rules.SharedMobile
			}
			said[what] = true
		}
		return said
	}
	filings := crowd(t, 80)
	met := map[string]bool{}
	for _, f := range filings {
		for _, g := range filings {
			there, back := kinds(share(f, g)), kinds(share(g, f))
			if diff := gocmp.Diff(there, back); diff != "" {
				t.Fatalf("(-there +back):\n%s", diff)
			}
			for what := range there {
				met[what] = true
			}
		}
	}
	if len(met) != 6 {
		t.Errorf("met are only %v", met)
	}
}
