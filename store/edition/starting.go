package edition

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// Starting writes the built-in rulebook with all its messages as one file, for an
// office to edit and to give to others. [Load] takes it back as the same book.
func Starting(w io.Writer) error {
	text, err := rules.BuiltinText()
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	for _, l := range translations.Languages {
		fmt.Fprintf(b, "# %s\n", translations.Text(l, "book.file.head", map[string]string{"file": FileName}))
	}
	fmt.Fprintf(b, "\n%s", text)
	for _, l := range translations.Languages {
		fmt.Fprintf(b, "\n[message.%s]\n", l)
		for _, id := range rules.Builtin().Messages() {
			fmt.Fprintf(b, "%s = %s\n", quoted(id), quoted(translations.Template(l, id)))
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write rulebook: %w", err)
	}
	return nil
}

// quoted writes a text as TOML's basic string.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
