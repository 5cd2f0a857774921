package rules_test

import (
	"slices"
	"testing"

	"recordaldesk/rules"
)

func stageIDs(stages []rules.Stage) []string {
	ids := make([]string, len(stages))
	for i, s := range stages {
		ids[i] = s.ID
	}
	return ids
}

// reachable are the stages that a filing can come to from one, itself included.
func reachable(kind string, route rules.Route, from string) map[string]bool {
	seen := map[string]bool{from: true}
	for open := []string{from}; len(open) > 0; open = open[1:] {
		for _, next := range rules.Builtin().Following(kind, route, open[0]) {
			if !seen[next.ID] {
				seen[next.ID] = true
				open = append(open, next.ID)
			}
		}
	}
	return seen
}

func TestStagesStandInTheOrderOfAFiling(t *testing.T) {
	want := []string{
		"received", "returned", "accepted", "draft", "checked", "printed", "signed", "packed", "mailed", "correction", "qr_code", "curtain", "visit",
		"submitted", "sms", "ca_review", "approved", "rejected", "ports_open", "footer_done", "psb_done", "closed",
	}
	if got := stageIDs(rules.Builtin().Stages); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

// A stage that nobody can note, or from which nothing leads on, leaves a filing in the
// list for ever.
func TestEveryStageIsReachedFromMailingAndLeadsToAnEnd(t *testing.T) {
	book := rules.Builtin()
	met := map[string]bool{}
	for _, kind := range book.Kinds {
		for _, route := range []rules.Route{rules.Online, rules.Manual} {
			for id := range reachable(kind.ID, route, "mailed") {
				met[id] = true
				s, known := book.StageOf(id)
				if !known || !s.Of(kind.ID, route) {
					t.Errorf("%s, %s: %s is offered, but does not exist", kind.ID, route, id)
				}
				ends := false
				for to := range reachable(kind.ID, route, id) {
					end, _ := book.StageOf(to)
					ends = ends || end.Ends
				}
				if !ends {
					t.Errorf("%s, %s: from %s nothing leads to an end", kind.ID, route, id)
				}
				if s.Ends && len(book.Following(kind.ID, route, id)) > 0 {
					t.Errorf("%s ends a filing and has something behind it", id)
				}
			}
		}
	}
	after := slices.IndexFunc(book.Stages, func(s rules.Stage) bool { return s.ID == "mailed" })
	for _, s := range book.Stages[after:] {
		if !met[s.ID] {
			t.Errorf("%s is never reached", s.ID)
		}
		if !s.Noted {
			t.Errorf("%s is noted by nobody; the program cannot know of it", s.ID)
		}
	}
	for _, s := range book.Stages[:after] {
		if !reachable("new_recordal", rules.Manual, "received")[s.ID] {
			t.Errorf("%s is never reached at the desk", s.ID)
		}
	}
}

func TestFollowingPassesByWhatDoesNotExist(t *testing.T) {
	book := rules.Builtin()
	for _, c := range []struct {
		kind  string
		route rules.Route
		from  string
		want  []string
	}{
		{"new_recordal", rules.Online, "mailed", []string{"correction", "qr_code", "closed"}},
		{"new_recordal", rules.Manual, "mailed", []string{"correction", "curtain", "visit", "closed"}},
		{"new_recordal", rules.Online, "approved", []string{"ports_open", "closed"}},
		{"new_access", rules.Online, "ports_open", []string{"closed"}},
		{"change_host", rules.Online, "approved", []string{"closed"}},
		// Nobody's identity is verified to end a recordal, and nothing is opened.
		{"cancel_host", rules.Online, "mailed", []string{"correction", "submitted", "closed"}},
		{"cancel_host", rules.Manual, "approved", []string{"closed"}},
		{"cancel_website", rules.Manual, "submitted", []string{"correction", "sms", "ca_review", "closed"}},
		{"cancel_access", rules.Manual, "submitted", []string{"correction", "ca_review", "closed"}},
		{"new_recordal", rules.Online, "closed", []string{}},
	} {
		if got := stageIDs(book.Following(c.kind, c.route, c.from)); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s, from %s: got %v, want %v", c.kind, c.route, c.from, got, c.want)
		}
	}
	// Of a stage of another rulebook nobody is kept.
	for _, from := range []string{"", "nowhere"} {
		if got := stageIDs(book.Following("new_recordal", rules.Online, from)); !slices.Contains(got, "mailed") || slices.Contains(got, "curtain") {
			t.Errorf("from %q: %v", from, got)
		}
	}
}
