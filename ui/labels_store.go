package ui

import (
	"time"

	"recordaldesk/translations/labels"
)

func openBench(dir string, now func() time.Time) (*labels.Bench, []error, error) {
	return labels.New(now), nil, nil
}

func saveBench(dir string, b *labels.Bench) error { return nil }
