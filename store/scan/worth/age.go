package worth

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"recordaldesk/store/scan"
)

const dayLayout = "2006-01-02"

// TakenOn returns the day, YYYY-MM-DD, on which the camera says the picture r
// that info describes was taken (CIPA DC-008, DateTimeOriginal, else
// DateTimeDigitized). ok is false where it does not say, as in pictures that
// went through a chat program, and where what it says is no day. The day on
// which a picture was last changed is not looked at.
func TakenOn(ctx context.Context, r io.ReaderAt, info scan.Info) (day string, ok bool) {
	format, has := map[scan.Kind]imagemeta.ImageFormat{
		scan.JPEG: imagemeta.JPEG, scan.PNG: imagemeta.PNG, scan.WebP: imagemeta.WebP, scan.TIFF: imagemeta.TIFF,
	}[info.Kind]
	if !has || info.Bytes <= 0 || info.Bytes > scan.MaxBytes {
		return "", false
	}
	var original, digitized string
	_, err := imagemeta.Decode(imagemeta.Options{
		R:           io.NewSectionReader(stopping{ctx, r}, 0, info.Bytes),
		ImageFormat: format,
		Sources:     imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			return t.Tag == "DateTimeOriginal" || t.Tag == "DateTimeDigitized" || t.Tag == "CreateDate"
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			said, isText := t.Value.(string)
			switch {
			case !isText:
			case t.Tag == "DateTimeOriginal":
				original = said
			default:
				digitized = said
			}
			return nil
		},
	})
	if err != nil || ctx.Err() != nil {
		return "", false
	}
	for _, said := range []string{original, digitized} {
		// "2026:11:23 10:42:07"; some programs write dashes.
		date, _, _ := strings.Cut(strings.TrimSpace(said), " ")
		t, err := time.Parse(dayLayout, strings.ReplaceAll(date, ":", "-"))
		if err == nil && t.Year() >= 1990 {
			return t.Format(dayLayout), true
		}
	}
	return "", false
}

// stopping reads until the context ends.
type stopping struct {
	ctx context.Context
	r   io.ReaderAt
}

func (s stopping) ReadAt(p []byte, off int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.ReadAt(p, off)
}

// Age returns the remark that a picture taken on a day is older, on the day as
// of which the filing is judged (both YYYY-MM-DD), than limit days. ok is false
// where it is not, where a day cannot be read, and where the picture would be
// from the future: then the camera's clock was wrong and says nothing.
func Age(takenOn, asOf string, limit int) (r Remark, ok bool) {
	taken, err := time.Parse(dayLayout, takenOn)
	if err != nil {
		return Remark{}, false
	}
	now, err := time.Parse(dayLayout, asOf)
	if err != nil {
		return Remark{}, false
	}
	days := int(now.Sub(taken).Hours() / 24) // both are midnight in UTC
	if days <= limit {
		return Remark{}, false
	}
	return Remark{Fault: Old, Figure: float64(days), Limit: float64(limit), Unit: Days}, true
}

// Again returns the remark that the same picture is used in places other places.
func Again(places int) Remark {
	return Remark{Fault: Repeated, Figure: float64(places), Unit: Places}
}
