package hostile_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing/iotest"

	"recordaldesk/rules/casework"
	"recordaldesk/store/hostile"
)

// returned is a return file of one item with the members given besides its place.
func returned(item string) []byte {
	return []byte(`{"schema": "recordal.return/1", "id": "0193a1d2-7c3e-7abc-8def-0123456789ab", "at": "2026-11-30T09:00:00Z",
		"by": "甲", "desk": "一号窗口", "reference": "K7QM2F9D", "items": [` + item + `]}`)
}

func returns() map[string][]byte {
	const of = `"verdict": "returned", "of": ""`
	return map[string][]byte{
		"least.json":           returned(`{"field": "host.name", ` + of + `}`),
		"markup.json":          returned(`{"field": "host.name", "words": "<script>alert(1)</script> =cmd|' /C calc'!A0 [a](javascript:b)", ` + of + `}`),
		"later.json":           returned(`{"field": "host.colour_of_a_later_version", "later": [{}], ` + of + `}`),
		"no-bytes.json":        {},
		"cut.json":             returned("")[:90],
		"filing.json":          []byte(`{"schema": "recordal.filing/1", "x": "recordal.return/1"}`),
		"newer.json":           []byte(`{"schema": "recordal.return/9"}`),
		"two-documents.json":   append(returned(`{"field": "host.name", `+of+`}`), returned("")...),
		"no-items.json":        returned(""),
		"key-twice.json":       returned(`{"field": "host.name", "field": "host.city", ` + of + `}`),
		"deep.json":            returned(strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000)),
		"many-items.json":      returned(strings.Repeat(`{"field": "host.name", `+of+`},`, 600) + `{}`),
		"many-values.json":     returned(`{"x": [` + strings.Repeat("0,", 35_000) + `0], "field": "host.name", ` + of + `}`),
		"path-outside.json":    returned(`{"field": "../../host", ` + of + `}`),
		"path-endless.json":    returned(`{"field": "websites.` + strings.Repeat("9", 400) + `.name", ` + of + `}`),
		"path-deep.json":       returned(`{"field": "a` + strings.Repeat(".a", 400) + `", ` + of + `}`),
		"website-huge.json":    returned(`{"material": "check_list", "website": 99999999999999999999, ` + of + `}`),
		"website-below-0.json": returned(`{"material": "check_list", "website": -1, ` + of + `}`),
		"zero-byte.json":       returned(`{"field": "host.name", "words": "a\u0000b", ` + of + `}`),
		"turns-round.json":     returned(`{"field": "host.name", "words": "\u202etxt", ` + of + `}`),
		"long-words.json":      returned(`{"field": "host.name", "words": "` + strings.Repeat("长", 6_000) + `", ` + of + `}`),
		"accepted.json":        returned(`{"field": "host.name", "verdict": "accepted", "of": ""}`),
	}
}

func readReturn(_ context.Context, path, _ string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close() // was only read
	n, err := casework.DecodeReturn(iotest.HalfReader(f))
	for problem, one := range map[string]error{
		"not_return": casework.ErrNotReturn, "newer": casework.ErrNewerReturn, "too_long": casework.ErrReturnTooLong, "damaged": casework.ErrReturnDamaged,
	} {
		if errors.Is(err, one) {
			return problem, nil
		}
	}
	if err != nil {
		return "", err
	}
	if _, err := casework.EncodeReturn(n); err != nil {
		return "", fmt.Errorf("write again: %w", err)
	}
	return hostile.Accepted, nil
}
