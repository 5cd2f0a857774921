package packet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"recordaldesk/rules"
	"recordaldesk/store/scan"
)

// Source hands out the scans of a filing.
type Source interface {
	// Open opens the scan of an attachment. Where there is none, the error is
	// an fs.ErrNotExist.
	Open(ctx context.Context, a rules.Attachment) (Scan, error)
}

// Scan is an opened scan, as it was attached. A packet holds a clean copy of it,
// see [scan.Clean].
type Scan interface {
	io.ReaderAt
	io.Closer
	Size() int64 // bytes
}

// Folder returns the scans that lie in the folder dir under the names the
// attachments give. It opens nothing outside of dir, whatever an attachment
// says.
func Folder(dir string) Source { return folder(dir) }

type folder string

func (d folder) Open(_ context.Context, a rules.Attachment) (Scan, error) {
	name, err := filepath.Localize(a.File)
	if err != nil || a.File == "" {
		return nil, fmt.Errorf("open scan: %w", fs.ErrNotExist)
	}
	f, err := os.OpenInRoot(string(d), name)
	if err != nil {
		return nil, fmt.Errorf("open scan: %w", err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("open scan: %w", fs.ErrNotExist)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return scanFile{f, info.Size()}, nil
}

type scanFile struct {
	*os.File
	size int64
}

func (s scanFile) Size() int64 { return s.size }

// openScan opens the scan of an attachment.
func openScan(ctx context.Context, source Source, a rules.Attachment) (Scan, error) {
	s, err := Scan(nil), error(fs.ErrNotExist)
	if source != nil {
		s, err = source.Open(ctx, a)
	}
	switch {
	case err == nil:
		return s, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("open scan: %w", ctx.Err())
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{Problem: ScanMissing, File: scanTitle(a), Err: errors.New("open scan: no such file")}
	}
	return nil, &Error{Problem: ScanUnreadable, File: scanTitle(a), Err: err}
}

// inspectScan says what the opened scan of an attachment is. Where the
// attachment has a SHA-256, the scan must still be the one that was attached.
func inspectScan(ctx context.Context, s Scan, a rules.Attachment) (scan.Info, error) {
	info, err := scan.Inspect(ctx, s, s.Size())
	if err != nil {
		return info, scanError(ctx, a, err)
	}
	if a.SHA256 == "" {
		return info, nil
	}
	hash := sha256.New()
	whole := &contextReader{ctx, io.NewSectionReader(s, 0, s.Size())}
	if _, err := io.CopyBuffer(onlyWriter{hash}, whole, make([]byte, copyBuffer)); err != nil {
		return info, scanError(ctx, a, fmt.Errorf("read scan: %w", err))
	}
	if hex.EncodeToString(hash.Sum(nil)) != a.SHA256 {
		return info, &Error{Problem: ScanChanged, File: scanTitle(a), Err: errors.New("scan has another SHA-256 than the filing says")}
	}
	return info, nil
}

// scanError names the scan that could not be read.
func scanError(ctx context.Context, a rules.Attachment, err error) error {
	var unusable *scan.Error
	var impossible *rules.RetouchError
	switch {
	case errors.As(err, &unusable), errors.As(err, &impossible):
		return &Error{Problem: ScanUnusable, File: scanTitle(a), Err: err}
	case ctx.Err() != nil:
		return err
	}
	return &Error{Problem: ScanUnreadable, File: scanTitle(a), Err: err}
}

// scanTitle says which scan it is: the name of its file where that is a name
// that a person gave, else the material's.
func scanTitle(a rules.Attachment) string {
	if a.File != "" {
		return a.File
	}
	return materialName(a.MaterialID())
}
