package wording

import (
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// General returns what a rule says of any filing, and how to mend it, for whoever
// reads the rulebook: its messages with … in the place of what was typed. Where
// little is left of one then, the message rulebook.rule.<id> says it instead.
func General(l Language, r rules.Rule) (message, fix string) {
	return general(l, "rule."+r.ID), general(l, "rule."+r.ID+".fix")
}

func general(l Language, id string) string {
	if translations.Has(l, "rulebook."+id) {
		return translations.Text(l, "rulebook."+id)
	}
	args := map[string]string{}
	for _, name := range translations.ArgumentsOf(l, id) {
		args[name] = "…"
	}
	// An argument at the end of a sentence would leave four dots there.
	return strings.ReplaceAll(translations.Text(l, id, args), "….", "…")
}

// FieldOf returns the id of the field that a rule's findings stand at; "" for
// rules that stand at whatever field they meet.
func FieldOf(r rules.Rule) string {
	base := map[string]string{
		"filing": "", "website": "websites.", "domain": "websites.domains.", "ip": "websites.access.ips.",
		"approval": "websites.pre_approvals.", "person": "person.", "attachment": "attachments.",
	}
	prefix, ok := base[r.For]
	if !ok || r.Field == "" {
		return ""
	}
	id := prefix + r.Field
	for _, person := range []string{"host.legal_representative.", "host.lead.", "websites.lead."} {
		if rest, ok := strings.CutPrefix(id, person); ok {
			return "person." + rest
		}
	}
	return id
}
