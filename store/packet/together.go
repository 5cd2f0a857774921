package packet

import (
	"context"
	"fmt"
	"path/filepath"
)

// WriteTogether writes files into the folder dir that belong together and have one name
// but for their endings: the stem, or with " (2)" behind it and so on where a file has it
// already. Content gives what stands in one, which may name the others. All of them
// appear whole and on the disk, or none. It returns their paths in the order of the
// endings; [Message] says its errors.
func WriteTogether(ctx context.Context, dir, stem string, endings []string, content func(name, ending string) ([]byte, error)) ([]string, error) {
	return writeTogether(ctx, realDisk{}, dir, stem, endings, content)
}

func writeTogether(ctx context.Context, d disk, dir, stem string, endings []string, content func(name, ending string) ([]byte, error)) (paths []string, err error) {
	name, err := freeName(dir, stem, endings)
	if err != nil {
		return nil, err
	}
	var files []*unfinished
	defer func() {
		if err != nil {
			for _, u := range files {
				u.discard()
			}
		}
	}()
	for _, ending := range endings {
		data, err := content(name, ending)
		if err != nil {
			return nil, err
		}
		u, err := newUnfinished(d, dir)
		if err != nil {
			return nil, err
		}
		files = append(files, u)
		if _, err := u.Write(data); err != nil {
			return nil, fmt.Errorf("write file: %w", err)
		}
		if err := u.finish(); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("write files: %w", err)
	}
	for i, u := range files {
		path := filepath.Join(dir, name+endings[i])
		if err := u.give(path); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	if err := d.syncFolder(dir); err != nil {
		return nil, fmt.Errorf("sync folder: %w", err)
	}
	return paths, nil
}

// freeName is the first name that no file with one of the endings has.
func freeName(dir, stem string, endings []string) (string, error) {
next:
	for n := 1; n < mostNames; n++ {
		name := numbered(stem, n)
		for _, ending := range endings {
			if exists(filepath.Join(dir, name+ending)) {
				continue next
			}
		}
		return name, nil
	}
	return "", errNoName
}
