package export

import (
	"slices"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
	"recordaldesk/ui/say"
	"recordaldesk/ui/voice"
)

// step is one thing that happens after the export, in order.
type step struct {
	title, text voice.Speaker
	address     string // of a web page, "" for none
}

// provinceGuangdong is the GB/T 2260 code of the province that wants the number
// of the host unit at the foot of the page, without the website's suffix.
const provinceGuangdong = "440000"

// nextSteps says what happens next (guidance.md section 4, Steps 4 to 7;
// domain.md 5.3, 5.4 and 7.1).
func nextSteps(f *rules.Filing, r *rules.Report, mailTo string) []step {
	steps := []step{{title: voice.Message("done.next.mail"), text: voice.Message("done.next.mail.text", map[string]string{"to": mailTo})}}
	if posted := byPost(r); len(posted) > 0 {
		steps = append(steps, step{
			title: voice.Message("done.next.post"),
			text: func(l translations.Language) string {
				var names []string
				for _, m := range posted {
					names = append(names, translations.Text(l, "done.copies", map[string]string{
						"material": say.Material(f, m)(l), "copies": translations.Count(l, "material.copies", m.Copies, nil),
					}))
				}
				return translations.Text(l, "done.next.post.text", map[string]string{
					"materials": strings.Join(names, translations.Text(l, "list.separator")),
					"recipient": translations.Text(l, "paper.address.recipient"),
					"address":   translations.Text(l, "paper.address.street"),
					"phone":     translations.Text(l, "paper.address.phone"),
				})
			},
		})
	}
	if r.Route == rules.Online {
		steps = append(steps, next("qr", ""))
	} else {
		steps = append(steps, next("visit", ""))
	}
	steps = append(steps, next("reachable", ""), next("sms", "https://beian.miit.gov.cn/"), next("authority", ""))
	if !strings.HasPrefix(f.Kind, "new_") {
		return steps // nothing is opened
	}
	footer := next("footer", "https://beian.miit.gov.cn/")
	if f.Host.Province == provinceGuangdong {
		footer.text = voice.Message("done.next.footer.guangdong")
	}
	return append(steps,
		next("ports", ""),
		footer,
		next("police", "https://beian.mps.gov.cn/"),
	)
}

func next(id, address string) step {
	return step{title: voice.Message("done.next." + id), text: voice.Message("done.next." + id + ".text"), address: address}
}

// byPost lists the materials whose originals are sent by courier.
func byPost(r *rules.Report) []rules.Material {
	var all []rules.Material
	for _, m := range r.Materials {
		if m.Needed && slices.Contains(m.Delivery, "post") {
			all = append(all, m)
		}
	}
	return all
}
