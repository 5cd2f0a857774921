package parts

import "recordaldesk/ui/voice"

// Answer is one of those that a question offers, and what it does.
type Answer struct {
	Say voice.Speaker
	Do  func()
}
