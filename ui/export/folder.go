package export

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"recordaldesk/store"
)

// Where the last packet went is kept sealed: people name folders after those they work
// for.
const (
	folderSealed = "export.last_folder"
	folderPlain  = "export.folder" // where earlier versions kept it, in the clear
)

// LastFolder is the folder that the last packet was put into, "" for none. What an
// earlier version has kept in the clear is sealed.
func LastFolder(ctx context.Context, s Store) (string, error) {
	plain, err := s.Setting(ctx, folderPlain)
	if err != nil {
		return "", fmt.Errorf("where the last packet went: %w", err)
	}
	if plain != "" {
		return plain, keepFolder(ctx, s, plain)
	}
	dir, err := s.Sealed(ctx, folderSealed)
	if err != nil {
		return "", fmt.Errorf("where the last packet went: %w", err)
	}
	return string(dir), nil
}

// keepFolder keeps the folder for the next packet.
func keepFolder(ctx context.Context, s Store, dir string) error {
	err := s.SetSealed(ctx, folderSealed, []byte(dir))
	if err == nil {
		err = s.SetSetting(ctx, folderPlain, "")
	}
	if err != nil && !errors.Is(err, store.ErrViewing) { // where nothing is kept
		return fmt.Errorf("keep where the packet went: %w", err)
	}
	return nil
}

func (s *Screen) lastFolder(ctx context.Context) string {
	dir, err := LastFolder(ctx, s.around.Store)
	if err != nil {
		slog.Error("read setting", "err", err) // the choice then begins elsewhere
	}
	return dir
}
