package main

import (
	"testing"

	"recordaldesk/translations/labels"
	"recordaldesk/translations/labels/source"
)

// A message that does not exist shows its id to a user; one that nobody uses is translated
// for nothing.
func TestEveryMessageThatIsUsedExistsAndEveryOtherIsUsed(t *testing.T) {
	uses, err := source.Scan("../..")
	if err != nil {
		t.Fatal(err)
	}
	known := knownMessages()
	for _, use := range uses.Unknown(known) {
		t.Errorf("%s: there is no message %q", use.Place, use.ID)
	}
	for _, id := range uses.Unused(known) {
		t.Errorf("nothing uses %q", id)
	}
	known.Other = nil
	needed := map[string]bool{}
	for _, use := range uses.Unknown(known) {
		needed[use.ID] = true
	}
	for _, text := range labels.NoMessages() {
		if !needed[text] {
			t.Errorf("%q is said to be no message, and need not be any more", text)
		}
	}
}
