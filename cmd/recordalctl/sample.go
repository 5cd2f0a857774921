package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"recordaldesk/assets/sample"
	"recordaldesk/rules"
)

type sampleOptions struct{ out *string }

// sampleCommand writes the sample filing and its scans into one folder, ready to
// be exported.
func sampleCommand() *command {
	c := newCommand("sample", "--out DIR", 0)
	options := sampleOptions{out: c.flags.String("out", "", "")}
	c.run = func(_ context.Context, p *program, _ []string) error { return runSample(p, options) }
	return c
}

func runSample(p *program, options sampleOptions) error {
	if *options.out == "" {
		return usage("ctl.problem.argument_missing", "sample")
	}
	files, err := sampleFiles()
	if err != nil {
		return err
	}
	folder, err := openFolder(*options.out)
	if err != nil {
		return err
	}
	if err := folder.write(files); err != nil {
		return err
	}
	p.result().line(0, filepath.Join(folder.path, files[0].name))
	return nil
}

// sampleFiles returns the filing and, behind it, the scans it names.
func sampleFiles() ([]file, error) {
	filing, err := rules.Decode(bytes.NewReader(sample.Filing()))
	if err != nil {
		return nil, fmt.Errorf("read sample: %w", err)
	}
	files := []file{{"filing.json", sample.Filing()}}
	for _, a := range filing.Attachments {
		data, err := sample.Scan(a.File)
		if err != nil {
			return nil, err
		}
		files = append(files, file{a.File, data})
	}
	return files, nil
}
