// Package logoff hears when the system ends a person's session, so that the last keystroke
// is on the disk before the computer is off.
package logoff

import (
	"os"
	"os/signal"
	"syscall"

	"recordaldesk/store/crash"
)

// Program is what is to be ended.
type Program interface {
	// Save brings what is unsaved to the disk, and returns when it is there or cannot be
	// brought there soon.
	Save()

	// Leave ends the program in order, soon after it has returned.
	Leave()
}

// Watch has the program end in order when the system asks for it. Windows asks first whether
// it may end the session, which another program can deny; then the program only saves.
func Watch(p Program) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	crash.Go(func() {
		<-asked
		p.Leave()
	})
	watchSystem(p)
}
