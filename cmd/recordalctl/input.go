package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/store/scan"
)

// stdinName stands for standard input where a file is asked for.
const stdinName = "-"

// maxStdinZip bounds how much of a zip is taken from standard input, which has
// to be held in memory; [packet.VerifyReader] refuses a zip of this size.
const maxStdinZip = 200<<20 + 1

// maxStdinWorkbook does the same for a workbook, see [workbook.Read].
const maxStdinWorkbook = 64<<20 + 1

// readFiling reads a filing.json, or "-" for standard input.
func (p *program) readFiling(name string) (*rules.Filing, error) {
	var f *rules.Filing
	err := p.open(name, func(r *bufio.Reader, _ *os.File) (err error) {
		if isZip(r) {
			return &problem{id: "ctl.problem.zip_given", args: map[string]string{"file": shownFile(name)}}
		}
		f, err = rules.Decode(r)
		return err
	})
	return f, err
}

// readFilingOrPacket reads a filing.json, or the filing in a zip that proves to
// be a packet; "-" is standard input.
func (p *program) readFilingOrPacket(ctx context.Context, name string) (*rules.Filing, error) {
	var f *rules.Filing
	err := p.open(name, func(r *bufio.Reader, file *os.File) (err error) {
		if !isZip(r) {
			f, err = rules.Decode(r)
			return err
		}
		var content *packet.Packet
		if file != nil {
			content, err = packet.Verify(ctx, name)
		} else {
			content, err = verifyStream(ctx, r)
		}
		if err != nil {
			return unopened(err)
		}
		if content.Manifest.Part > 0 {
			p.say("ctl.check.part", partNumbers(&content.Manifest))
		}
		f = content.Filing
		return nil
	})
	return f, err
}

func verifyStream(ctx context.Context, r io.Reader) (*packet.Packet, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxStdinZip))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return packet.VerifyReader(ctx, bytes.NewReader(data), int64(len(data)))
}

// longestLine bounds what is read of the line with the password, in bytes; no
// zip takes a password that long.
const longestLine = 4 << 10

// readPassword returns the first line of standard input without its end.
func (p *program) readPassword() (string, error) {
	line, err := bufio.NewReader(io.LimitReader(p.stdin, longestLine)).ReadString('\n')
	password := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return "", &problem{id: "ctl.problem.password_missing", err: fmt.Errorf("read password: %w", err)}
	case password == "":
		return "", &problem{id: "ctl.problem.password_missing"}
	}
	return password, nil
}

// open calls read with the content of the file called name; file is nil for
// standard input.
func (p *program) open(name string, read func(r *bufio.Reader, file *os.File) error) error {
	if name == stdinName {
		return asInputProblem(name, read(bufio.NewReader(p.stdin), nil))
	}
	file, err := os.Open(name)
	if err != nil {
		return unreadable(name, err)
	}
	defer file.Close() // was only read
	return asInputProblem(name, read(bufio.NewReader(file), file))
}

func asInputProblem(name string, err error) error {
	var known *problem
	if err == nil || errors.As(err, &known) {
		return err
	}
	return unreadable(name, err)
}

func isZip(r *bufio.Reader) bool {
	head, _ := r.Peek(4) // what cannot be read is told by whoever reads on
	return scan.Detect(head) == scan.Zip
}
