package packet

import (
	"context"
	"maps"
	"testing"
)

// weighed returns what scans of so many kilobytes weigh, a PDF where they are negative.
func weighed(kilobytes ...int64) Weights {
	w := Weights{Papers: 150_000, Each: 80_000, Beside: 30_000}
	zip := w.Papers + w.Beside
	for i, kb := range kilobytes {
		one := Weight{Attachment: i, Path: "materials/07_x.jpg", Size: max(kb, -kb) * 1000, Picture: kb > 0}
		zip += one.Size
		w.Scans = append(w.Scans, one)
	}
	w.Mail = zip / bytesPerLine * mailLine
	return w
}

func TestThePlanTouchesAsFewPicturesAsItCan(t *testing.T) {
	const mb = 1_000_000
	for _, test := range []struct {
		name    string
		weights Weights
		limit   int64
		touched []int // their places
		ok      bool
	}{
		{"fits as it is", weighed(5000, 5000), 20 * mb, nil, true},
		{"one is enough", weighed(2000, 9000, 2000, 4000), 20 * mb, []int{1}, true},
		{"the two heaviest", weighed(8000, 300, 9000, 8500, 2000), 20 * mb, []int{2, 3}, true},
		{"a PDF stays as it is", weighed(-9000, 6000), 20 * mb, []int{1}, true},
		{"PDFs alone", weighed(-9000, -9000), 20 * mb, nil, false},
		{"light pictures stay", weighed(250, 250, 250, 250, 250, 250, 250, 250, 250, 250), 3 * mb, nil, false},
		{"many, none under 300 KB", weighed(800, 800, 800, 800, 800, 800), 3 * mb, []int{0, 1, 2, 3, 4, 5}, true},
		{"too many for 300 KB", weighed(800, 800, 800, 800, 800, 800), 2 * mb, nil, false},
		{"the lighter of them as it is", weighed(4000, 4000, 310), 1.5 * mb, []int{0, 1}, true},
		{"no scans", weighed(), mb / 10, nil, false},
	} {
		plan, ok := Lighten(test.weights, test.limit)
		if ok != test.ok || len(plan) != len(test.touched) {
			t.Errorf("%s: %v, %v", test.name, plan, ok)
			continue
		}
		after := test.weights.Mail
		for _, i := range test.touched {
			bytes, touched := plan[i]
			if !touched || bytes < leastLighter || int64(bytes) >= test.weights.Scans[i].Size {
				t.Errorf("%s: %v", test.name, plan)
			}
			after -= (test.weights.Scans[i].Size - int64(bytes)) / bytesPerLine * mailLine
		}
		if ok && after > test.limit {
			t.Errorf("%s: the mail would have %d bytes of %d", test.name, after, test.limit)
		}
		if ok && len(plan) > 0 && after < test.limit*95/100 {
			t.Errorf("%s: %d bytes of room are not used", test.name, test.limit-after)
		}
	}
}

func TestThePlanForPartsTouchesWhatIsTooHeavyAlone(t *testing.T) {
	const mb = 1_000_000
	plan, ok := LightenHeavy(weighed(20_000, 9000, 9000, -9000), 20*mb)
	if !ok || len(plan) != 1 || plan[0] < 13*mb || plan[0] > 20*mb*57/78 {
		t.Errorf("%v, %v", plan, ok)
	}
	if plan, ok := LightenHeavy(weighed(14_300), 20*mb); !ok || len(plan) > 0 { // 20 MB of mail carry 14.6 MB
		t.Errorf("what fits into a mail of its own is made lighter: %v, %v", plan, ok)
	}
	if plan, ok := LightenHeavy(weighed(2000, -20_000), 20*mb); ok {
		t.Errorf("a PDF cannot be made lighter: %v", plan)
	}
	if plan, ok := LightenHeavy(weighed(2000), mb/2); ok {
		t.Errorf("there is no room: %v", plan)
	}
}

// What is planned is what comes out.
func TestAPlannedMailFits(t *testing.T) {
	in := heavyInput(t, 1)
	in.Scans.(memory)["approval-0.jpg"] = noiseJPEG(1300, 1000, 1, 92)
	weights, err := Weigh(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	limit := weights.Mail - 50_000
	plan, ok := Lighten(weights, limit)
	if !ok || len(plan) == 0 {
		t.Fatalf("%v, %v, for %+v", plan, ok, weights)
	}
	in.Lighter = maps.Clone(plan)
	r := mustWrite(t, t.TempDir(), in)
	if r.MailSize > limit || r.MailSize < limit*8/10 {
		t.Errorf("the mail has %d bytes, the limit is %d, planned was %v", r.MailSize, limit, plan)
	}
}
