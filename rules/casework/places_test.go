package casework_test

import (
	"slices"
	"testing"

	"recordaldesk/rules"
	"recordaldesk/rules/casework"
	"recordaldesk/rules/trial"
)

// A reviewer is not led through what nobody had to fill in.
func TestPlacesAreWhatIsFiledAndWhatIsLacking(t *testing.T) {
	f := trial.Valid()
	f.Host.Remark, f.Host.Superior, f.Host.Address = "", "星禾控股示例有限公司", ""
	f.Attachments = []rules.Attachment{{Material: "residence_permit", File: "a.jpg", SHA256: "aa"}}
	fields, materials := casework.Places(rules.Builtin(), f, "2026-11-29")
	for path, want := range map[string]bool{
		"host.remark": false, "host.superior": true, "host.address": true, "host.lead_is_legal_representative": true,
		"answers.host_on_record": f.Text("answers.host_on_record") != "",
	} {
		if got := slices.ContainsFunc(fields, func(i rules.Instance) bool { return i.Path == path }); got != want {
			t.Errorf("%s is reviewed: %v", path, got)
		}
	}
	for id, want := range map[string]bool{"account_screenshot": true, "residence_permit": true, "hand_held_photo": false} {
		if got := slices.ContainsFunc(materials, func(m rules.Material) bool { return m.ID == id }); got != want {
			t.Errorf("%s is reviewed: %v", id, got)
		}
	}
	if materials[0].ID != "account_screenshot" || materials[len(materials)-1].ID != "residence_permit" {
		t.Errorf("the first is %s, the last %s", materials[0].ID, materials[len(materials)-1].ID)
	}
}
