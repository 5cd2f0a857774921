// Recordalctl does the work of Recordal Desk without a window: it judges a
// filing and its scans, exports it as a zip with its mail draft, verifies a zip, prints
// the forms, makes a workbook for a client to fill in and reads it back, and shows the
// rulebook.
//
//	recordalctl [--lang zh|en] COMMAND [flags] [FILE]
//
// Results go to standard output, everything else to standard error. What is said
// to a person is said in Chinese and in English, in one of them with --lang.
// The exit codes are the same for all commands, see [exitDone].
//
// It is built without cgo, so that one file runs on any machine.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"recordaldesk/translations"
	"recordaldesk/ui/journal"
)

// The exit codes, as the interchange contract fixes them.
const (
	exitDone   = 0 // done, and nothing is wrong
	exitWrong  = 1 // done, and the filing or the packet has errors
	exitFailed = 2 // it could not be done
)

// errWrong ends a command that did its work and found the filing or the packet
// wrong. The command has said what is wrong.
var errWrong = errors.New("the filing or packet has errors")

// errSaid ends a command that could not be done for some of its files. The command has
// said for which and why.
var errSaid = errors.New("some files could not be read")

func main() {
	journal.Set(os.Stderr, "") // for what libraries write
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// program is one run: where it reads and writes, and the languages it speaks.
type program struct {
	stdin     io.Reader
	stdout    *bufio.Writer
	stderr    io.Writer
	languages []translations.Language
	today     string // YYYY-MM-DD
}

// run runs the command that args name and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{
		stdin: stdin, stdout: bufio.NewWriter(stdout), stderr: stderr,
		languages: translations.Languages,
		today:     time.Now().Format(time.DateOnly),
	}
	err := p.command(ctx, args)
	if flushed := p.stdout.Flush(); flushed != nil && (err == nil || errors.Is(err, errWrong) || errors.Is(err, errSaid)) {
		err = &problem{id: "ctl.problem.output", err: fmt.Errorf("write result: %w", flushed)}
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errWrong):
		return exitWrong
	case errors.Is(err, errSaid):
		return exitFailed
	}
	p.complain(err)
	return exitFailed
}

// commands lists the commands in the order of the help.
func commands() []*command {
	return []*command{
		checkCommand(), scansCommand(), exportCommand(), verifyCommand(), papersCommand(), workbookCommand(),
		importCommand(), rulesCommand(), labelsCommand(), sampleCommand(), backupCommand(), restoreCommand(), doctorCommand(),
	}
}

// command finds the command, reads its flags and runs it.
func (p *program) command(ctx context.Context, args []string) error {
	args, show, err := p.commonFlags(args)
	switch {
	case err != nil:
		return err
	case show == showVersion:
		return p.printVersion()
	case show == showHelp, len(args) > 0 && args[0] == "help":
		return p.printHelp()
	case len(args) == 0:
		return &problem{id: "ctl.problem.no_command"}
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		files, help, err := c.parse(p, args[1:])
		switch {
		case err != nil:
			return err
		case help:
			return p.printCommandHelp(c)
		}
		return c.run(ctx, p, files)
	}
	return &problem{id: "ctl.problem.unknown_command", args: map[string]string{"argument": shown(args[0])}}
}
