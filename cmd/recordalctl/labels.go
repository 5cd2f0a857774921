package main

import (
	"context"

	"recordaldesk/translations"
)

// labelsCommand looks after the texts of the program: whether both languages
// have the same messages with the same arguments; and it carries them to translators'
// programs and back.
func labelsCommand() *command {
	c := newCommand("labels", "lint | "+labelsExportSynopsis+" | "+labelsImportSynopsis, -1)
	out, in := labelsExportFlags(c), labelsImportFlags(c)
	in.data = out.data
	c.run = func(ctx context.Context, p *program, files []string) error {
		switch {
		case len(files) == 0:
			return usage("ctl.problem.argument_missing", "labels")
		case files[0] == "import":
			return runLabelsImport(ctx, p, files[1:], in)
		case len(files) > 1:
			return misusedArgument("labels", files[1])
		case files[0] == "lint":
			return runLabelsLint(p)
		case files[0] == "export":
			return runLabelsExport(p, out)
		}
		return misusedArgument("labels", files[0])
	}
	return c
}

func runLabelsLint(p *program) error {
	flaws := translations.Lint()
	t := p.result()
	for _, f := range flaws {
		t.message(0, "ctl.labels."+string(f.Problem), map[string]string{"id": f.ID, "language": string(f.Language)})
	}
	if len(flaws) > 0 {
		return errWrong
	}
	t.count(0, "ctl.labels.fine", len(translations.IDs(translations.Chinese)))
	return nil
}
