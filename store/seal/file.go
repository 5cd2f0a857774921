package seal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"filippo.io/age"
)

// FileKey opens one sealed file. Its text, AGE-SECRET-KEY-1…, is what the age program
// takes for an identity.
type FileKey struct{ identity *age.X25519Identity }

// NewFileKey makes a key for one file.
func NewFileKey() (FileKey, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return FileKey{}, fmt.Errorf("make a file's key: %w", err)
	}
	return FileKey{identity}, nil
}

// ParseFileKey reads the text of a key.
func ParseFileKey(text string) (FileKey, error) {
	identity, err := age.ParseX25519Identity(text)
	if err != nil {
		return FileKey{}, ErrSealed // the library's error quotes the key
	}
	return FileKey{identity}, nil
}

// String is the text of the key.
func (k FileKey) String() string { return k.identity.String() }

// Writer seals what is written to it into w. What Close has not ended is no sealed
// file.
func (k FileKey) Writer(w io.Writer) (io.WriteCloser, error) {
	sealed, err := age.Encrypt(w, k.identity.Recipient())
	if err != nil {
		return nil, fmt.Errorf("seal a file: %w", err)
	}
	return sealed, nil
}

// Reader reads a sealed file of the given size from any place, and tells the length
// of what is in it. It fails with
// [ErrSealed] where a part of it was changed: at once when the end is missing, else
// when the part is read.
func (k FileKey) Reader(r io.ReaderAt, size int64) (plain io.ReaderAt, length int64, err error) {
	plain, length, err = age.DecryptReaderAt(r, size, k.identity)
	if err != nil {
		return nil, 0, unsealed(err)
	}
	return sealedReader{plain}, length, nil
}

type sealedReader struct{ plain io.ReaderAt }

func (r sealedReader) ReadAt(p []byte, at int64) (int, error) {
	n, err := r.plain.ReadAt(p, at)
	return n, unsealed(err)
}

// unsealed says that a sealed file was changed, and leaves failures of the disk and
// the end of the file as they are.
func unsealed(err error) error {
	var disk *fs.PathError
	if err == nil || err == io.EOF || errors.As(err, &disk) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrSealed, err)
}

// IsFile reports whether what is read begins as a sealed file does.
func IsFile(r io.Reader) bool {
	const first = "age-encryption.org/v1\n"
	head := make([]byte, len(first))
	_, err := io.ReadFull(r, head)
	return err == nil && string(head) == first
}
