package printer

import (
	"context"
	"fmt"

	"recordaldesk/store"
	"recordaldesk/store/paper"
)

// BlankKeeper keeps the official blanks; [store.Store] does.
type BlankKeeper interface {
	Blanks(ctx context.Context) ([]store.Blank, error)
}

// Blanks returns the official blanks that papers are printed on, by the id of the
// material. It fails where one cannot be read: a form must not be printed without its
// blank unnoticed.
func Blanks(ctx context.Context, from BlankKeeper) (map[string]paper.Blank, error) {
	all, err := from.Blanks(ctx)
	if err != nil {
		return nil, err
	}
	blanks := make(map[string]paper.Blank, len(all))
	for _, b := range all {
		places, err := paper.DecodePlaces(b.Places)
		if err != nil {
			return nil, fmt.Errorf("read the places on a blank: %w", err)
		}
		blanks[b.Material] = paper.Blank{PDF: b.PDF, Places: places}
	}
	return blanks, nil
}
