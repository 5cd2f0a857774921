package main

import "context"

// labelsCommand looks after the texts of the program, and carries them to translators'
// programs and back.
func labelsCommand() *command {
	c := newCommand("labels", labelsLintSynopsis+" | "+labelsExportSynopsis+" | "+labelsImportSynopsis, -1)
	source := c.flags.String("source", "", "")
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
			return runLabelsLint(p, *source, *out.data)
		case files[0] == "export":
			return runLabelsExport(p, out)
		}
		return misusedArgument("labels", files[0])
	}
	return c
}
