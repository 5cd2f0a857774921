package packet

import (
	"recordaldesk/rules"
	"recordaldesk/translations"
)

// MaxBytes is how large a packet may be at the most.
const MaxBytes = maxPacketBytes

// SafeName makes from any text a part of a file name of at most limit bytes that
// Windows, macOS and Linux take and show alike; "" where nothing is left.
func SafeName(text string, limit int) string { return safeName(text, limit) }

// OneLine makes of what a person typed one line in which nothing is hidden.
func OneLine(text string) string { return oneLine(text) }

// HostName names the host unit of a filing on one line, also one that has no name yet.
func HostName(l translations.Language, f *rules.Filing) string {
	if name := oneLine(f.Host.Name); name != "" {
		return name
	}
	return translations.Text(l, "packet.unnamed_host")
}
