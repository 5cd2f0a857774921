package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing/iotest"

	"recordaldesk/rules"
	"recordaldesk/store/edition"
	"recordaldesk/store/hostile"
	"recordaldesk/store/packet"
	"recordaldesk/store/pagecode"
	"recordaldesk/store/scan"
	"recordaldesk/store/scan/retouch"
	"recordaldesk/store/scan/worth"
	"recordaldesk/store/workbook"
	"recordaldesk/translations"
)

// A reader does with a file what the program does with one that a person hands it.
// It returns the id of the problem, or hostile.Accepted; what it may write goes into
// the folder. The error is a failure of the reader itself: of what it promises.
type reader func(ctx context.Context, path, folder string) (verdict string, err error)

var readers = map[string]reader{
	"packet":   readPacket,
	"locked":   readLocked,
	"picture":  readScan,
	"pdf":      readScan,
	"workbook": readWorkbook,
	"filing":   readFiling,
	"recipe":   readRecipe,
	"rulebook": readRulebook,
	"code":     readCode,
	"return":   readReturn,
}

func readPacket(ctx context.Context, path, folder string) (string, error) {
	// What comes in is asked first whether it is a workbook.
	f, size, err := opened(path)
	if err != nil {
		return "", err
	}
	isWorkbook := workbook.IsWorkbook(f, size)
	f.Close() // was only read
	if isWorkbook {
		return "", errors.New("taken for a workbook")
	}
	p, err := packet.Verify(ctx, path)
	var refused *packet.Error
	switch {
	case errors.As(err, &refused):
		id, args := packet.MessageID(err)
		if strings.ContainsAny(args["file"], "/\\\x00\u202e") {
			return "", fmt.Errorf("%s shows the name %q", id, args["file"])
		}
		return string(refused.Problem), nil
	case err != nil:
		return "", err
	}
	n := 0
	return hostile.Accepted, packet.ScansOf(ctx, path, p, func(_ rules.Attachment, scan io.Reader) error {
		n++
		data, err := io.ReadAll(scan)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, fmt.Sprintf("scan-%d", n)), data, 0o600)
	})
}

// opened opens a file and tells its size in bytes.
func opened(path string) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}

func readLocked(ctx context.Context, path, folder string) (string, error) {
	plain, err := packet.Unlock(ctx, path, password, folder)
	var refused *packet.Error
	switch {
	case errors.As(err, &refused):
		return string(refused.Problem), nil
	case err != nil:
		return "", err
	}
	verdict, err := readPacket(ctx, plain, folder)
	return verdict, errors.Join(err, packet.Forget(plain))
}

// active is what is said of a PDF that would do more than show its pages.
const active = "active"

func readScan(ctx context.Context, path, _ string) (string, error) {
	f, info, err := inspect(ctx, path)
	var refused *scan.Error
	switch {
	case errors.As(err, &refused):
		return string(refused.Problem), nil
	case err != nil:
		return "", err
	}
	defer f.Close() // was only read
	if info.Kind == scan.PDF {
		return cleanPDF(ctx, f, info)
	}
	small, err := scan.Thumbnail(ctx, f, info, 64)
	switch {
	case errors.As(err, &refused):
		return string(refused.Problem), nil
	case err != nil:
		return "", err
	case len(small) > 20_000:
		return "", fmt.Errorf("a thumbnail of %d bytes", len(small))
	}
	worth.TakenOn(ctx, f, info)
	var out bytes.Buffer
	if err := scan.Clean(ctx, &out, f, info); err != nil {
		return "", fmt.Errorf("clean copy of what decodes: %w", err)
	}
	return hostile.Accepted, checkClean(ctx, out.Bytes(), info)
}

func inspect(ctx context.Context, path string) (*os.File, scan.Info, error) {
	f, size, err := opened(path)
	if err != nil {
		return nil, scan.Info{}, err
	}
	info, err := scan.Inspect(ctx, f, size)
	if err != nil {
		return nil, info, errors.Join(err, f.Close())
	}
	return f, info, nil
}

// checkClean proves that the clean copy of a picture is one, upright, and ends with
// it, without what cameras and liars put into one.
func checkClean(ctx context.Context, data []byte, info scan.Info) error {
	again, err := scan.Inspect(ctx, bytes.NewReader(data), int64(len(data)))
	if err != nil || again.Width != info.Width || again.Height != info.Height || again.Orientation != 1 {
		return fmt.Errorf("the clean copy of %+v is %+v, %w", info, again, err)
	}
	for _, trace := range []string{"Exif\x00", "eXIf", "PK\x03\x04", "MZ\x90", "<script", "%PDF", "acTL", "zTXt"} {
		if bytes.Contains(data, []byte(trace)) {
			return fmt.Errorf("the clean copy holds %q", trace)
		}
	}
	if !bytes.HasSuffix(data, []byte("\xff\xd9")) && !bytes.HasSuffix(data, []byte("IEND\xaeB\x60\x82")) {
		return errors.New("the clean copy does not end with the picture")
	}
	return nil
}

func cleanPDF(ctx context.Context, f *os.File, info scan.Info) (string, error) {
	var out bytes.Buffer
	err := scan.Clean(ctx, &out, f, info)
	var refused *scan.Error
	switch {
	case errors.As(err, &refused):
		return string(refused.Problem) + " in the clean copy", nil
	case err != nil:
		return "", err
	}
	again, err := scan.Inspect(ctx, bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || again.Active || again.Pages != info.Pages {
		return "", fmt.Errorf("the clean copy of %+v is %+v, %w", info, again, err)
	}
	for _, trace := range []string{"JavaScript", "/Launch", "EmbeddedFile", "/URI", "SubmitForm", "<script"} {
		if bytes.Contains(out.Bytes(), []byte(trace)) {
			return "", fmt.Errorf("the clean copy holds %q", trace)
		}
	}
	if info.Active {
		return active, nil
	}
	return hostile.Accepted, nil
}

func readWorkbook(ctx context.Context, path, _ string) (string, error) {
	f, size, err := opened(path)
	if err != nil {
		return "", err
	}
	defer f.Close()              // was only read
	workbook.IsWorkbook(f, size) // is asked of any file, and may not take more than the rest
	_, mistakes, err := workbook.Read(ctx, f, size, rules.Builtin())
	var refused *workbook.Error
	switch {
	case errors.As(err, &refused):
		return string(refused.Problem), nil
	case err != nil:
		return "", err
	}
	for _, m := range mistakes {
		if m.Message(translations.Chinese) == "" {
			return "", errors.New("a mistake that says nothing")
		}
	}
	return hostile.Accepted, nil
}

// problemOfFiling names what Decode says.
func problemOfFiling(err error) string {
	for id, one := range map[string]error{
		"not_json": rules.ErrNotJSON, "not_filing": rules.ErrNotFiling, "newer_schema": rules.ErrNewerSchema, "too_long": rules.ErrFilingTooLong,
	} {
		if errors.Is(err, one) {
			return id
		}
	}
	return "another error"
}

func readFiling(_ context.Context, path, _ string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // was only read
	filing, err := rules.Decode(iotest.HalfReader(f))
	if err != nil {
		return problemOfFiling(err), nil
	}
	written, err := rules.Encode(filing)
	if err != nil {
		return "", err
	}
	if _, err := rules.Decode(bytes.NewReader(written)); err != nil {
		return "", fmt.Errorf("read again: %w", err)
	}
	return hostile.Accepted, nil
}

func readRecipe(ctx context.Context, path, _ string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	filing, err := rules.Decode(bytes.NewReader(data))
	if err != nil {
		return problemOfFiling(err), nil
	}
	picture := jpegOf(120, 90)
	info, err := scan.Inspect(ctx, bytes.NewReader(picture), int64(len(picture)))
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = retouch.Apply(ctx, &out, bytes.NewReader(picture), info, filing.Attachments[0].Retouch)
	var refused *rules.RetouchError
	switch {
	case errors.As(err, &refused):
		return string(refused.Problem), nil
	case err != nil:
		return "", err
	}
	_, err = scan.Inspect(ctx, bytes.NewReader(out.Bytes()), int64(out.Len()))
	return hostile.Accepted, err
}

func readRulebook(_ context.Context, path, _ string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // was only read
	_, err = edition.Load("rulebook.toml", f)
	wrong := rules.BookErrors(err)
	switch {
	case err == nil:
		return hostile.Accepted, nil
	case len(wrong) == 0:
		return "", fmt.Errorf("no error of a rulebook: %w", err)
	case edition.Wrong(translations.Chinese, wrong) == "":
		return "", errors.New("nothing is said of what is wrong")
	}
	return fmt.Sprintf("line %d", wrong[0].Line), nil
}

func readCode(_ context.Context, path, _ string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if _, err := pagecode.Parse(string(data)); err != nil {
		return "no_code", nil
	}
	return hostile.Accepted, nil
}
