package darkroom

import (
	"context"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"

	"recordaldesk/store/scan/worth"
)

// Verdict is a picture of the set without its pixels, and what was said of it.
type Verdict struct {
	Picture
	Remarks []worth.Remark
}

// Found reports whether the true fault is among the remarks.
func (v *Verdict) Found() bool {
	return slices.ContainsFunc(v.Remarks, func(r worth.Remark) bool { return r.Fault == v.Fault })
}

// Score is what a set of verdicts comes to.
type Score struct {
	Verdicts []Verdict
}

// Measure makes n pictures of the seed, on all processors, and has each judged.
// keep, unless nil, sees every picture with its verdict before it is let go; it
// is called from several goroutines.
func Measure(ctx context.Context, seed uint64, n int, keep func(Verdict)) (*Score, error) {
	s := &Score{Verdicts: make([]Verdict, n)}
	errs := make([]error, n)
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				p := Make(seed, i)
				o, err := worth.Judge(ctx, p.Image, worth.Of(p.Material))
				v := Verdict{Picture: p, Remarks: o.Remarks}
				if err == nil && keep != nil {
					keep(v)
				}
				v.Image = nil
				s.Verdicts[i], errs[i] = v, err
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("judge picture %d: %w", i, err)
		}
	}
	return s, nil
}

// Spoilt counts the spoilt pictures, and those of which the fault was found.
func (s *Score) Spoilt() (found, all int) {
	for i := range s.Verdicts {
		if v := &s.Verdicts[i]; v.Fault != "" {
			all++
			if v.Found() {
				found++
			}
		}
	}
	return found, all
}

// Good counts the good pictures, and those of which anything was said.
func (s *Score) Good() (accused, all int) {
	for i := range s.Verdicts {
		if v := &s.Verdicts[i]; v.Fault == "" {
			all++
			if len(v.Remarks) > 0 {
				accused++
			}
		}
	}
	return accused, all
}

// Wrong returns the verdicts on good pictures that were accused and on spoilt
// ones that were not found out.
func (s *Score) Wrong() (all []Verdict) {
	for _, v := range s.Verdicts {
		if (v.Fault == "" && len(v.Remarks) > 0) || (v.Fault != "" && !v.Found()) {
			all = append(all, v)
		}
	}
	return all
}

// String describes the verdict in a line.
func (v *Verdict) String() string {
	var said []string
	for _, r := range v.Remarks {
		said = append(said, fmt.Sprintf("%s %.3g (limit %.3g)", r.Fault, r.Figure, r.Limit))
	}
	truth := string(v.Fault)
	if truth == "" {
		truth = "good"
	}
	return fmt.Sprintf("%d %s/%s %s %.2f: %s", v.Index, v.Thing, v.Way, truth, v.Amount, strings.Join(said, ", "))
}

// Print writes the figures and the table of what was said (columns) of pictures
// spoilt in each way (rows).
func (s *Score) Print(w io.Writer) error {
	found, spoilt := s.Spoilt()
	accused, good := s.Good()
	fmt.Fprintf(w, "spoilt pictures found: %d of %d (%.1f %%)\n", found, spoilt, share(found, spoilt))
	fmt.Fprintf(w, "good pictures accused: %d of %d (%.1f %%)\n\n", accused, good, share(accused, good))

	said := map[worth.Fault]map[worth.Fault]int{}
	pictures := map[worth.Fault]int{}
	together := map[string]int{}
	for _, v := range s.Verdicts {
		pictures[v.Fault]++
		if said[v.Fault] == nil {
			said[v.Fault] = map[worth.Fault]int{}
		}
		for i, r := range v.Remarks {
			said[v.Fault][r.Fault]++
			for _, other := range v.Remarks[i+1:] {
				together[string(r.Fault)+" + "+string(other.Fault)]++
			}
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "truth\tpictures\tfound %\taccused of it, % of good\t")
	for _, f := range faults(pictures, said) {
		fmt.Fprintf(t, "%s\t", f)
	}
	fmt.Fprintln(t)
	for _, truth := range append([]worth.Fault{""}, worth.Faults...) {
		if pictures[truth] == 0 {
			continue
		}
		if truth == "" {
			fmt.Fprintf(t, "good\t%d\t\t\t", good)
		} else {
			fmt.Fprintf(t, "%s\t%d\t%.1f\t%.2f\t", truth, pictures[truth], share(said[truth][truth], pictures[truth]), share(said[""][truth], good))
		}
		for _, f := range faults(pictures, said) {
			fmt.Fprintf(t, "%d\t", said[truth][f])
		}
		fmt.Fprintln(t)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	fmt.Fprintln(w, "\nsaid of one picture together:")
	for _, pair := range slices.Sorted(maps.Keys(together)) {
		fmt.Fprintf(w, "  %s: %d\n", pair, together[pair])
	}
	return nil
}

// faults lists those that occur.
func faults(pictures map[worth.Fault]int, said map[worth.Fault]map[worth.Fault]int) (all []worth.Fault) {
	for _, f := range worth.Faults {
		occurs := pictures[f] > 0
		for _, s := range said {
			occurs = occurs || s[f] > 0
		}
		if occurs {
			all = append(all, f)
		}
	}
	return all
}

func share(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return 100 * float64(part) / float64(all)
}
