package opinions

import (
	"testing"

	"recordaldesk/rules"
	"recordaldesk/store/scan/review"
	"recordaldesk/store/scan/worth"
)

func TestAnOldPhotoIsFound(t *testing.T) {
	o := opinion{seen: review.Seen{TakenOn: "2026-05-01", Pages: []review.Page{{}}}}
	face := rules.Material{ID: "face_photo", PhotoDays: 60}
	if got := told(o, face, rules.Attachment{}, 1, 0, "2026-11-23"); len(got) != 1 || got[0].Fault != worth.Old {
		t.Errorf("of a photo of May in November is said %+v", got)
	}
	if got := told(o, face, rules.Attachment{}, 1, 0, "2026-05-20"); len(got) != 0 {
		t.Errorf("of a photo three weeks old is said %+v", got)
	}
	if got := told(o, rules.Material{ID: "host_certificate"}, rules.Attachment{}, 1, 0, "2026-11-23"); len(got) != 0 {
		t.Errorf("of an old scan of a licence is said %+v", got)
	}
}
