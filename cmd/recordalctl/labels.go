package main

import "context"

// labelsCommand looks after the texts of the program.
func labelsCommand() *command {
	c := newCommand("labels", "lint [--source DIR]", 1)
	source := c.flags.String("source", "", "")
	c.run = func(_ context.Context, p *program, files []string) error {
		switch files[0] {
		case "lint":
			return runLabelsLint(p, *source)
		case "export", "import":
			return &problem{id: "ctl.problem.labels_later", args: map[string]string{"command": files[0]}}
		}
		return misusedArgument("labels", files[0])
	}
	return c
}
