package scan

import (
	"context"
	"fmt"
	"os"
)

// InspectFile is [Inspect] of an open file. What is no regular file, such as a
// folder, is of an [UnknownKind].
func InspectFile(ctx context.Context, file *os.File) (Info, error) {
	stat, err := file.Stat()
	if err != nil {
		return Info{}, fmt.Errorf("look at scan: %w", err)
	}
	if !stat.Mode().IsRegular() {
		return Info{}, &Error{Problem: UnknownKind}
	}
	return Inspect(ctx, file, stat.Size())
}
