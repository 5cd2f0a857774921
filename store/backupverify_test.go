package store_test

import "testing"

// A backup of values that do not open is kept, since the others do, and says of itself
// that it is not sound.
func TestABackupOfWhatDoesNotOpenIsNotSound(t *testing.T) {
	for name, statement := range map[string]string{
		"key":             "UPDATE draft SET key = zeroblob(length(key))",
		"value":           "UPDATE draft SET value = zeroblob(length(value))",
		"summary":         "UPDATE draft SET summary = zeroblob(length(summary))",
		"history":         "UPDATE change SET value = zeroblob(length(value)) WHERE n = 2",
		"part of history": "DELETE FROM change WHERE n = 2",
		"scan":            "UPDATE scan SET value = zeroblob(length(value))",
		"setting":         "UPDATE setting SET value = 'en'",
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			d := create(t, s, "甲公司")
			for _, page := range []string{"host", "websites", "attachments"} {
				d.Record.Filing.Host.Name += "司" // an entry of the history each
				d.Record.Field, d.Record.Page = page, page
				d.Record.Filing.Host.Address += page
				save(t, s, &d)
			}
			addScan(t, s, d.ID, "abc")
			if err := s.SetSetting(t.Context(), "language", "zh"); err != nil {
				t.Fatal(err)
			}
			backUp(t, s) // sound
			s.Exec(t, statement)
			if b, err := s.Backup(t.Context(), nil); err != nil || b.Sound || b.Drafts != 1 {
				t.Errorf("%+v, %v", b, err)
			}
		})
	}
}
