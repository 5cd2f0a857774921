package main

import (
	"flag"
	"strconv"

	"recordaldesk/rules"
	"recordaldesk/store/packet"
	"recordaldesk/translations"
)

func (p *program) printVersion() error {
	p.result().line(0, "recordalctl "+packet.Version+" ("+rules.Builtin().Version+")")
	return nil
}

// printHelp lists the commands, the common flags and the exit codes.
func (p *program) printHelp() error {
	t := p.result()
	t.message(0, "ctl.help.program", nil)
	t.gap()
	t.line(0, "recordalctl [--lang zh|en] COMMAND …")
	t.gap()
	for _, c := range commands() {
		t.line(1, c.name+" "+c.synopsis)
		t.message(2, "ctl.help."+c.name, nil)
	}
	t.gap()
	t.commonFlags()
	t.line(1, "--version")
	t.message(2, "ctl.flag.version", nil)
	t.gap()
	t.exitCodes("ctl.exit")
	return nil
}

// printCommandHelp tells what one command does, its flags and its exit codes.
func (p *program) printCommandHelp(c *command) error {
	t := p.result()
	t.line(0, "recordalctl "+c.name+" "+c.synopsis)
	t.gap()
	t.message(0, "ctl.help."+c.name, nil)
	t.gap()
	c.flags.VisitAll(func(f *flag.Flag) {
		if f.Name != "lang" && f.Name != "help" && f.Name != "h" {
			t.line(1, "--"+f.Name)
			t.message(2, flagMessage(c.name, f.Name), nil)
		}
	})
	t.commonFlags()
	t.gap()
	t.exitCodes("ctl.exit." + c.name)
	return nil
}

// flagMessage is what a flag does, in the command's own words where it has some.
func flagMessage(command, flag string) string {
	if own := "ctl.flag." + command + "." + flag; translations.Has(translations.Chinese, own) {
		return own
	}
	return "ctl.flag." + flag
}

func (t *page) commonFlags() {
	t.line(1, "--lang zh|en")
	t.message(2, "ctl.flag.lang", nil)
}

// exitCodes lists what each exit code means, in the command's own words where it
// has some.
func (t *page) exitCodes(id string) {
	t.line(0, t.label("ctl.exit.title"))
	for _, code := range []int{exitDone, exitWrong, exitFailed} {
		said := id + "." + strconv.Itoa(code)
		if !translations.Has(translations.Chinese, said) {
			said = "ctl.exit." + strconv.Itoa(code)
		}
		t.line(1, strconv.Itoa(code))
		t.message(2, said, nil)
	}
}
