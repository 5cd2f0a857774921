package intake

import (
	"errors"
	"io/fs"

	"recordaldesk/rules/wording"
	"recordaldesk/store"
	"recordaldesk/store/packet"
	"recordaldesk/store/workbook"
	"recordaldesk/translations"
)

// Message says to a person, in one or two sentences, why a file could not be taken in.
// The file is named as it may be shown.
func Message(l translations.Language, file string, err error) string {
	named := map[string]string{"file": file}
	var refused *packet.Error
	switch {
	case errors.As(err, &refused):
		return packet.Message(l, err)
	case errors.Is(err, errOtherType):
		return translations.Text(l, "import.left.other_type", named)
	case errors.Is(err, errReturnFile):
		return translations.Text(l, "import.left.return_file", named)
	case errors.Is(err, errChanging):
		return translations.Text(l, "import.left.changing", named)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return translations.Text(l, "arrival.unreadable", named)
	}
	if said, ok := workbook.Message(l, err); ok {
		return said
	}
	for _, known := range store.Problems() {
		if errors.Is(err, known) {
			return translations.Text(l, store.MessageID(err))
		}
	}
	return translations.Text(l, wording.Unreadable(err), named)
}
