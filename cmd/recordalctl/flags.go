package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"slices"
	"strconv"

	"recordaldesk/translations"
)

// command is one command of the program.
type command struct {
	name     string
	synopsis string // what may follow the name, for the help
	files    int    // how many arguments it takes beside its flags; -1 for any number
	flags    *flag.FlagSet
	run      func(ctx context.Context, p *program, files []string) error
}

func newCommand(name, synopsis string, files int) *command {
	return &command{name: name, synopsis: synopsis, files: files, flags: newFlagSet(name)}
}

// newFlagSet returns a flag set that is silent: all that is said about a flag is
// said in both languages.
func newFlagSet(name string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	return set
}

// oneOf adds a flag that takes one of the given values; the first is its default.
func oneOf(set *flag.FlagSet, name string, values ...string) *string {
	value := values[0]
	set.Func(name, "", func(s string) error {
		if !slices.Contains(values, s) {
			return errors.New("none of the values")
		}
		value = s
		return nil
	})
	return &value
}

// megabytes adds a flag that takes a size in decimal megabytes, 0.1 to 1000, and gives
// it in bytes.
func megabytes(set *flag.FlagSet, name string, unset int64) *int64 {
	value := unset
	set.Func(name, "", func(s string) error {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || !(n >= 0.1 && n <= 1000) {
			return errors.New("no size in megabytes")
		}
		value = int64(n * 1e6)
		return nil
	})
	return &value
}

func (p *program) languageFlag(set *flag.FlagSet) {
	set.Func("lang", "", func(s string) error {
		if l := translations.Language(s); slices.Contains(translations.Languages, l) {
			p.languages = []translations.Language{l}
			return nil
		}
		return errors.New("no language of the program")
	})
}

// helpFlag adds --help and -h as flags like all others: the flag package's own
// stops at them, and would miss a --lang behind.
func helpFlag(set *flag.FlagSet) *bool {
	wanted := set.Bool("help", false, "")
	set.BoolVar(wanted, "h", false, "")
	return wanted
}

// What is shown instead of running a command.
type show int

const (
	showNothing show = iota
	showVersion
	showHelp
)

// commonFlags takes the flags in front of the command off args.
func (p *program) commonFlags(args []string) ([]string, show, error) {
	set := newFlagSet("recordalctl")
	p.languageFlag(set)
	wantsHelp, wantsVersion := helpFlag(set), set.Bool("version", false, "")
	if err := set.Parse(args); err != nil {
		return nil, showNothing, misused("", args, set)
	}
	switch {
	case *wantsHelp:
		return nil, showHelp, nil
	case *wantsVersion:
		return nil, showVersion, nil
	}
	return set.Args(), showNothing, nil
}

// parse reads the flags of the command and returns its other arguments. Flags
// may stand before and behind them; all that follows "--" is no flag.
func (c *command) parse(p *program, args []string) (files []string, help bool, err error) {
	p.languageFlag(c.flags)
	wantsHelp := helpFlag(c.flags)
	for {
		if err := c.flags.Parse(args); err != nil {
			return nil, false, misused(c.name, args, c.flags)
		}
		rest := c.flags.Args()
		if len(rest) == 0 {
			break
		}
		if read := len(args) - len(rest); read > 0 && args[read-1] == "--" {
			files = append(files, rest...)
			break
		}
		files, args = append(files, rest[0]), rest[1:]
	}
	switch {
	case *wantsHelp:
		return nil, true, nil
	case len(files) < c.files:
		return nil, false, usage("ctl.problem.argument_missing", c.name)
	case c.files >= 0 && len(files) > c.files:
		return nil, false, misusedArgument(c.name, files[c.files])
	}
	return files, false, nil
}

// misused names the argument at which the flags could not be read.
func misused(command string, args []string, set *flag.FlagSet) error {
	at := max(0, len(args)-set.NArg()-1)
	return misusedArgument(command, args[at])
}

func misusedArgument(command, argument string) error {
	err := usage("ctl.problem.argument", command)
	err.args["argument"] = shown(argument)
	return err
}

// usage returns a problem that leads to the help of the command.
func usage(id, command string) *problem {
	help := "recordalctl --help"
	if command != "" {
		help = "recordalctl " + command + " --help"
	}
	return &problem{id: id, args: map[string]string{"help": help}}
}
