package settings

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"recordaldesk/store/packet"
	"recordaldesk/translations"
	"recordaldesk/ui/form"
	"recordaldesk/ui/parts"
	"recordaldesk/ui/voice"
)

// Settings of the mail that a packet goes out with.
const (
	MailToSetting    = "export.mail_to"    // see [MailTo]
	MailLimitSetting = "export.mail_limit" // see [MailLimit]
)

// MailTo reads [MailToSetting]: the address of the ICP team. What is none is the one that
// the guidance gives.
func MailTo(setting string) string {
	if packet.CheckMailTo(setting) != nil {
		return packet.DefaultMailTo
	}
	return setting
}

// MailLimits are the sizes of mails that can be chosen, in megabytes.
var MailLimits = []int{10, 20, 50}

// MailLimit reads [MailLimitSetting]: how large a mail may be, in megabytes.
func MailLimit(setting string) int {
	if n, err := strconv.Atoi(setting); err == nil && n > 0 {
		return n
	}
	return int(packet.DefaultMailLimit / 1_000_000)
}

// addMail adds where mails go, and how large they may be.
func (s *Screen) addMail() {
	s.section("settings.mail")
	s.addMailTo()
	keep, became := s.kept(MailLimitSetting)
	limits := slices.Clone(MailLimits)
	if now := MailLimit(s.setting(MailLimitSetting)); !slices.Contains(limits, now) {
		limits = append(limits, now) // set by other means
		slices.Sort(limits)
	}
	ids := make([]string, len(limits))
	for i, n := range limits {
		ids[i] = strconv.Itoa(n)
	}
	control := s.segments(ids,
		func() string { return strconv.Itoa(MailLimit(s.setting(MailLimitSetting))) },
		func(l translations.Language, id string) string {
			return translations.Text(l, "export.limit.mb", map[string]string{"mb": id})
		}, keep)
	s.column.Add(s.option("export.limit", container.NewHBox(control), became.object()))
}

// addMailTo adds the address. An empty field stands for the one that the guidance gives,
// and shows it.
func (s *Screen) addMailTo() {
	keep, became := s.kept(MailToSetting)
	now := func() string { return MailTo(s.setting(MailToSetting)) }
	var entry *form.Entry
	take := func(text string) {
		to := strings.TrimSpace(text)
		if to == "" {
			to = packet.DefaultMailTo
			entry.SetText(to)
		}
		if packet.CheckMailTo(to) != nil {
			became.wrong(voice.Message("settings.mail.to.wrong", map[string]string{"to": packet.DefaultMailTo}))
			return
		}
		if to == now() {
			became.hide()
			return
		}
		keep(to)
	}
	entry = s.entry(now(), take)
	row := container.NewHBox(container.New(parts.Ems(24), entry),
		s.button(nil, voice.Message("settings.mail.to.usual"), func() {
			entry.SetText(packet.DefaultMailTo)
			take(packet.DefaultMailTo)
		}))
	s.mailTo = entry
	s.column.Add(s.option("settings.mail.to", row, became.object()))
}
