package instance

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// The rights of the folder keep other users out. Should they be lost, the system's
// word on who is there still does.
func TestAnotherUserIsNotHeard(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can speak as another user")
	}
	dir := home(t)
	h, shown := listening(t, dir, time.Minute)
	socket := placeOf(h)
	for path, mode := range map[string]os.FileMode{dir: 0o711, filepath.Dir(socket): 0o711, socket: 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	said, failure := make(chan string, 1), make(chan error, 1)
	go func() {
		runtime.LockOSThread() // the thread is another user's from here on, and ends with the goroutine
		answer, err := sayAsAnotherUser(socket)
		said <- answer
		failure <- err
	}()
	if answer := <-said; answer != "" {
		t.Errorf("another user is answered with %q", answer)
	}
	if err := <-failure; err != nil {
		t.Fatalf("the test could not speak: %v", err)
	}
	if len(shown) != 0 {
		t.Error("another user is heard")
	}
}

// sayAsAnotherUser says the message at the socket with this thread as another user's.
func sayAsAnotherUser(socket string) (answer string, err error) {
	const nobody, keep = 65534, ^uintptr(0)
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return "", err
	}
	defer func() { _ = syscall.Close(fd) }() // all was said
	if _, _, errno := syscall.RawSyscall(syscall.SYS_SETRESUID, keep, nobody, keep); errno != 0 {
		return "", errno
	}
	if err := syscall.Connect(fd, &syscall.SockaddrUnix{Name: socket}); err != nil {
		return "", err
	}
	_, _ = syscall.Write(fd, compose(nil)) // the host may have closed
	_ = syscall.Shutdown(fd, syscall.SHUT_WR)
	heard := make([]byte, 100)
	n, _ := syscall.Read(fd, heard)
	return string(heard[:max(n, 0)]), nil
}
