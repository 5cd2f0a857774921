package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"recordaldesk/store/crash"
	"recordaldesk/ui/voice"
)

// writeInto asks for a folder by the title, and in the background makes a file and writes
// it there under the name. Then it shows the folder and says what done says of the path,
// or what failed says of the error; where no folder was chosen it does nothing.
func (d *Desk) writeInto(title, name string, make func() ([]byte, error), done func(path string) voice.Speaker, failed func(err error) voice.Speaker) {
	crash.Go(func() {
		dir, err := d.chooser.Folder(context.Background(), title, "")
		if err == nil && dir == "" {
			return
		}
		var data []byte
		if err == nil {
			data, err = make()
		}
		var path string
		if err == nil {
			path, err = writeNew(dir, name, data)
		}
		d.o.Do(func() {
			if err != nil {
				slog.Error("write a file", "err", err)
				d.ask(failed(err), nil, nil)
				return
			}
			if err := d.openOutside(filepath.Dir(path)); err != nil {
				slog.Info("show the folder of a file", "err", err)
			}
			d.ask(done(path), nil, nil)
		})
	})
}

// writeNew writes a file under the name, or with a number behind it where there is
// one of that name already, and returns its path.
func writeNew(dir, name string, data []byte) (string, error) {
	ending := filepath.Ext(name)
	for n := 1; ; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ending), n, ending))
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("write file: %w", err)
		}
		_, err = f.Write(data)
		if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
			return "", errors.Join(fmt.Errorf("write file: %w", err), os.Remove(path))
		}
		return path, nil
	}
}
