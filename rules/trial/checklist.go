package trial

import "recordaldesk/rules"

// manual sends the filing down the manual route.
func manual(f *rules.Filing) {
	f.Websites[0].Lead.Document.Type, f.Websites[0].Lead.Document.Number = "passport", "AB3094471"
}

func checklistRules() []Case {
	const filing, website, domain = "answers.", "websites.0.answers.", "websites.0.domains.0.answers."
	answer := func(path, bad, good string, before ...func(*rules.Filing)) Case {
		id := path[len(path)-len(idOf(path)):]
		return Case{
			Rule: "answer-" + dashed(id), Field: path,
			Breaks: all(all(before...), set(path, bad)), Keeps: all(all(before...), set(path, good)),
		}
	}
	letters := func(rule, path, bad, good string, before ...func(*rules.Filing)) Case {
		return Case{Rule: rule, Field: path, Breaks: all(all(before...), set(path, bad)), Keeps: all(all(before...), set(path, good))}
	}
	return []Case{
		answer(filing+"host_on_record", "yes", "no"),
		answer(filing+"other_order_open", "yes", "no"),
		answer(filing+"credit_normal", "no", "yes"),
		answer(filing+"punished", "yes", ""),
		answer(filing+"certificate_compared", "no", "yes"),
		answer(filing+"account_owns_addresses", "no", "yes"),
		answer(filing+"shell_subject", "yes", "no", in("430000"), onRecord("new_website")),
		letters("answer-shell-subject", filing+"shell_subject", "yes", "no", in("410000"), onRecord("new_website")),
		answer(filing+"filed_sites_ready", "no", "yes", onRecord("new_access")),
		answer(filing+"mobiles_local", "no", "yes", in("650000")),
		answer(website+"domain_on_record", "other", "no"),
		answer(website+"domain_on_record", "own", "no", onRecord("new_website")),
		answer(website+"resolution_off", "no", "yes"),
		answer(website+"languages_real", "no", "yes", in("650000")),
		answer(website+"check_list_clean", "no", "yes", manual),
		answer(website+"seal_whole", "no", "yes"),
		answer(website+"scans_original", "no", "yes"),
		answer(website+"watermark_allowed", "no", "yes"),
		answer(website+"face_photo_right", "no", "yes", manual),
		answer(domain+"certificate_shows_all", "no", "yes"),
		answer(domain+"certificate_fresh", "no", "yes", in("430000")),
		letters("authorization-letter-future", website+"authorization_letter_date", "2026-11-24", "2026-11-23"),
		letters("authorization-letter-old", website+"authorization_letter_date", "2026-08-22", "2026-08-23"),
		letters("authorization-letter-old", website+"authorization_letter_date", "2026-05-22", "2026-05-23", in("130000")),
		letters("responsibility-letter-future", website+"responsibility_letter_date", "2027-01-01", "2026-11-01"),
		letters("responsibility-letter-old", website+"responsibility_letter_date", "2026-08-22", "2026-08-23"),
		letters("answer-missing", filing+"credit_normal", "", "no"),
		letters("answer-missing", website+"domain_on_record", "", "other"),
		letters("answer-missing", domain+"certificate_shows_all", "", "yes"),
	}
}

// idOf returns what stands behind the last dot.
func idOf(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '.' {
			return path[i+1:]
		}
	}
	return path
}

func dashed(id string) string {
	out := []byte(id)
	for i := range out {
		if out[i] == '_' {
			out[i] = '-'
		}
	}
	return string(out)
}

func paperRules() []Case {
	attach := func(file string) func(*rules.Filing) {
		return func(f *rules.Filing) { f.Attachments[0].File = file }
	}
	return []Case{
		{Rule: "paper-may-be-asked", Field: "attachments", Args: map[string]string{"material": "material.reading_video"},
			Breaks: in("320000"), Keeps: func(f *rules.Filing) {
				in("320000")(f)
				f.Attachments = append(f.Attachments, rules.Attachment{Material: "reading_video", File: "video.pdf"})
			}},
		{Rule: "paper-may-be-asked", Field: "attachments", Args: map[string]string{"material": "material.cancellation_form"},
			Breaks: onRecord("cancel_website"), Keeps: onRecord("new_access")},
		{Rule: "attachment-file-type", Field: "attachments.0.file", Breaks: attach("IMG_0412.HEIC"), Keeps: attach("scan.PDF")},
		{Rule: "title-for-letter", Field: "websites.0.lead.title",
			Breaks: all(in("310000"), set("websites.0.lead.title", "")), Keeps: set("websites.0.lead.title", "")},
	}
}
