package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"recordaldesk/rules"
	"recordaldesk/store/workbook"
)

type importOptions struct {
	out      *string
	rulebook *string
}

// importCommand reads a workbook that a client has filled in into a filing.json,
// and names every cell that does not fit; or it takes files and folders of them into a
// data folder.
func importCommand() *command {
	c := newCommand("import", "--data DIR [--by INITIALS] [--passphrase-stdin] [--format text|json] [--rulebook FILE] FOLDER|FILE… | "+
		"--out DIR [--rulebook FILE] WORKBOOK|-", -1)
	options := importOptions{out: c.flags.String("out", "", ""), rulebook: rulebookFlag(c.flags)}
	into := takeOptions{
		data: dataFlag(c), by: c.flags.String("by", "", ""), locked: c.flags.Bool("passphrase-stdin", false, ""),
		format: oneOf(c.flags, "format", "text", "json"), rulebook: options.rulebook,
	}
	c.run = func(ctx context.Context, p *program, files []string) error {
		switch {
		case len(files) == 0:
			return usage("ctl.problem.argument_missing", "import")
		case (*options.out == "") == (*into.data == ""):
			return usage("ctl.problem.import_where", "import")
		case *into.data != "":
			return runTake(ctx, p, files, into)
		case len(files) > 1:
			return misusedArgument("import", files[1])
		}
		return runImport(ctx, p, files[0], options)
	}
	return c
}

// importedName is the file that an import writes.
const importedName = "filing.json"

func runImport(ctx context.Context, p *program, name string, options importOptions) error {
	book, err := p.book(*options.rulebook)
	if err != nil {
		return err
	}
	filing, mistakes, err := p.readWorkbook(ctx, name, book)
	if err != nil {
		return err
	}
	data, err := rules.Encode(filing)
	if err != nil {
		return err
	}
	folder, err := openFolder(*options.out)
	if err != nil {
		return err
	}
	if err := folder.write([]file{{importedName, data}}); err != nil {
		return err
	}
	t := p.result()
	t.line(0, filepath.Join(folder.path, importedName))
	if len(mistakes) == 0 {
		return nil
	}
	notes := p.notes()
	notes.count(0, "ctl.import.mistakes", len(mistakes))
	for _, m := range mistakes {
		notes.lines(1, m.Message)
	}
	return errWrong
}

// readWorkbook reads a workbook, or "-" for standard input.
func (p *program) readWorkbook(ctx context.Context, name string, book *rules.Book) (f *rules.Filing, mistakes []workbook.Mistake, err error) {
	err = p.open(name, func(r *bufio.Reader, file *os.File) error {
		if file == nil {
			data, err := io.ReadAll(io.LimitReader(r, maxStdinWorkbook))
			if err != nil {
				return fmt.Errorf("read standard input: %w", err)
			}
			f, mistakes, err = workbook.Read(ctx, bytes.NewReader(data), int64(len(data)), book)
			return err
		}
		info, err := file.Stat()
		if err != nil {
			return fmt.Errorf("read workbook: %w", err)
		}
		f, mistakes, err = workbook.Read(ctx, file, info.Size(), book)
		return err
	})
	return f, mistakes, err
}
