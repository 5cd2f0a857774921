package main

import (
	"context"

	"recordaldesk/translations"
)

// labelsCommand looks after the texts of the program: whether both languages
// have the same messages with the same arguments.
func labelsCommand() *command {
	c := newCommand("labels", "lint", 1)
	c.run = func(_ context.Context, p *program, files []string) error {
		switch files[0] {
		case "lint":
			return runLabelsLint(p)
		case "export", "import":
			return &problem{id: "ctl.problem.labels_later", args: map[string]string{"command": files[0]}}
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
