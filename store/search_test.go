package store_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recordaldesk/rules"
	"recordaldesk/store"
)

func TestSearchFindsAnyPartOfWhatPeopleRemember(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := sample() // 杭州青禾示例科技有限公司
	first.Filing.Websites = append(first.Filing.Websites, rules.NewWebsite())
	first.Filing.Websites[1].Domains[0].Name = "second-example.com"
	first.Filing.Websites[1].Lead.Name = "诸葛样本"
	second := sample()
	second.Filing.Host.Name = "深圳鑫烨 Trading（示例）有限公司"
	second.Filing.Host.Certificate.Number = "91440300MA5LTXQH8H"
	second.Filing.Host.LegalRepresentative.Name = "司马样本"
	second.Filing.Host.RecordalNumber = "粤ICP备20260001号"
	second.Filing.Websites[0].Name = "鑫烨商城"
	second.Filing.Websites[0].Domains[0].Name = "xinye-example.cn"
	both := []string{second.Filing.Host.Name, first.Filing.Host.Name}
	one, two := both[1:], both[:1]
	for _, r := range []store.Record{first, second} {
		if _, err := s.Create(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	cases := map[string][]string{
		"":                      both,
		" 　":                    both,
		"鑫":                     two,
		"鑫烨":                    two,
		"有限公":                   both,
		"青禾示例官网":                one,
		"诸葛":                    one,
		"欧阳":                    one,
		"司马样本":                  two,
		"91330100":              one,
		"qhex":                  one,
		"H8H":                   two,
		"second-example":        one,
		"XINYE":                 two,
		"ｘｉｎｙｅ":                 two,
		"trading":               two,
		"20260001":              two,
		"深圳 司马":                 two,
		"司马　深圳":                 two,
		"杭州 司马":                 {},
		"司马诸葛":                  {},
		"鑫烨商城xinye":             {}, // not across two parts
		"%":                     {},
		"\"":                    {},
		"330106198503120044":    {},  // numbers of persons are not searched
		"szxy":                  two, // 深圳鑫烨 by its initials
		"xytrading":             two, // with the letters that are among them
		"xingye":                {},  // no syllables
		"tradingsl":             two, // brackets are not typed
		"gsgs":                  {},
		"hzqh 91330100":         one,
		"zg":                    one, // 诸葛, a person
		"(示例)":                  two, // typed without the Chinese brackets
		strings.Repeat("长", 99): {},
	}
	check := func(t *testing.T, s *store.Store) {
		for query, want := range cases {
			got := names(s.Search(query))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("search %q (-want +got):\n%s", query, diff)
			}
		}
	}
	t.Run("as they were saved", func(t *testing.T) {
		if _, err := s.Drafts(t.Context()); err != nil {
			t.Fatal(err)
		}
		check(t, s)
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Run("as they are read", func(t *testing.T) {
		s := open(t, dir)
		if _, err := s.Drafts(t.Context()); err != nil {
			t.Fatal(err)
		}
		check(t, s)
	})
}

func TestSearchFollowsWhatIsTypedAndDeleted(t *testing.T) {
	s := open(t, t.TempDir())
	if _, err := s.Drafts(t.Context()); err != nil {
		t.Fatal(err)
	}
	d := create(t, s, "甲公司")
	r := d.Record.Clone()
	r.Filing.Host.Name = "乙公司"
	if _, err := s.Save(t.Context(), d.ID, d.Seq, r); err != nil {
		t.Fatal(err)
	}
	if got := s.Search("甲公司"); len(got) != 0 {
		t.Errorf("the old name is still found: %v", names(got))
	}
	if got := s.Search("乙公司"); len(got) != 1 {
		t.Errorf("the new name is found %d times, want once", len(got))
	}
	if err := s.Delete(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if got := s.Search(""); len(got) != 0 {
		t.Errorf("still found: %v", names(got))
	}
}

// While the list is being read, drafts are made, changed and deleted.
func TestTheListIsRightHoweverEarlyWorkBegins(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var drafts []store.Draft
	for range 60 {
		drafts = append(drafts, create(t, s, "旧"))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	var work sync.WaitGroup
	for i := range 3 {
		work.Go(func() {
			for n := i; n < len(drafts); n += 3 {
				d := drafts[n]
				if n%2 == 0 {
					if err := s.Delete(context.Background(), d.ID); err != nil {
						t.Error(err)
					}
					continue
				}
				d.Record.Filing.Host.Name = "新"
				if _, err := s.Save(context.Background(), d.ID, d.Seq, d.Record); err != nil {
					t.Error(err)
				}
			}
		})
	}
	list, err := s.Drafts(t.Context())
	if err != nil || len(list) < 30 {
		t.Errorf("%d drafts, %v", len(list), err)
	}
	work.Wait()
	list, err = s.Drafts(t.Context())
	if err != nil || len(list) != 30 {
		t.Errorf("%d drafts, %v; want 30", len(list), err)
	}
	for i, d := range list {
		if d.HostName != "新" || i > 0 && list[i-1].Seq <= d.Seq {
			t.Errorf("at %d: %s, version %d", i, d.HostName, d.Seq)
		}
	}
}

// A piece of text of any length that is somewhere in the filings finds exactly the
// filings that have it, as LIKE does over the same text.
func TestAnyPieceOfTextFindsWhatLikeFinds(t *testing.T) {
	s := open(t, t.TempDir())
	store.FillList(s, 3000, company)
	db := wordsTable(t, filepath.Join(t.TempDir(), "words.db"), s)
	lengths := map[int]int{}
	for _, piece := range pieces(s, 1000) {
		lengths[len([]rune(piece))]++
		var want []string
		rows, err := db.Query("SELECT id FROM words WHERE text LIKE ? ORDER BY id DESC", "%"+piece+"%")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				t.Fatal(err)
			}
			want = append(want, id)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range s.Search(piece) {
			got = append(got, m.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %d filings, LIKE %d", piece, len(got), len(want))
		}
	}
	for n := 1; n <= 6; n++ {
		if lengths[n] < 50 {
			t.Errorf("only %d pieces of %d characters", lengths[n], n)
		}
	}
}

// pieces are cut out of what the filings say, without what LIKE or the search read as
// something else: spaces, % and _, and the ends of the parts.
func pieces(s *store.Store, n int) []string {
	texts := store.SearchTexts(s)
	ids := slices.Sorted(maps.Keys(texts))
	random := rand.New(rand.NewPCG(7, 7))
	var all []string
	for len(all) < n {
		text := []rune(texts[ids[random.IntN(len(ids))]])
		at, length := random.IntN(len(text)), 1+random.IntN(6)
		piece := string(text[at:min(at+length, len(text))])
		if len([]rune(piece)) == length && !strings.ContainsAny(piece, " \n%_") {
			all = append(all, piece)
		}
	}
	return all
}

// many fills a store with drafts of made-up names.
func many(t testing.TB, s *store.Store, n int) {
	t.Helper()
	for i := range n {
		if _, err := s.Create(t.Context(), company(i)); err != nil {
			t.Fatal(err)
		}
	}
}

// company is a filing of a company with a made-up name, and with numbers of its own.
func company(i int) store.Record {
	words := []string{"北京", "上海", "杭州", "鑫烨", "青禾", "科技", "网络", "云计算", "文化", "传媒", "示例", "样本"}
	random := rand.New(rand.NewPCG(1, uint64(i)))
	name := ""
	for range 4 {
		name += words[random.IntN(len(words))]
	}
	r := sample()
	r.Filing.Host.Name = name + "有限公司"
	r.Filing.Host.Certificate.Number = fmt.Sprintf("91%06dMA%08d", random.IntN(1_000_000), random.IntN(100_000_000))
	r.Filing.Websites[0].Domains[0].Name = fmt.Sprintf("site%d.example.cn", i)
	r.Filing.Websites[0].Name = name[:6] + "官网"
	return r
}
