package instance

import (
	"errors"
	"fmt"
	"net"
	"os"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// places is where the program that has the data folder dir open may listen: at one named
// pipe. Sockets in a folder came to Windows only in 2018. A pipe is gone with its program,
// also when that was killed.
func places(dir string) []string { return []string{`\\.\pipe\recordal-desk-` + name(dir)} }

// listenFor makes the pipe of the data folder dir, for this user only; of a name that
// somebody else has a pipe by, it makes none. Other computers cannot open it.
func listenFor(dir string) (listener, error) {
	user, err := userOf(windows.GetCurrentProcessToken())
	if err != nil {
		return nil, err
	}
	rights, err := windows.SecurityDescriptorFromString("D:P(A;;GA;;;" + user.String() + ")")
	if err != nil {
		return nil, fmt.Errorf("keep others out: %w", err)
	}
	p := &pipe{path: places(dir)[0], rights: windows.SecurityAttributes{SecurityDescriptor: rights}}
	p.rights.Length = uint32(unsafe.Sizeof(p.rights))
	if p.closed, err = windows.CreateEvent(nil, 1, 0, nil); err != nil {
		return nil, fmt.Errorf("make an event: %w", err)
	}
	if p.next, err = p.end(windows.FILE_FLAG_FIRST_PIPE_INSTANCE); err != nil {
		return nil, errors.Join(err, windows.CloseHandle(p.closed))
	}
	return p, nil
}

// pipe listens. There is always one end of it to connect to.
type pipe struct {
	path   string
	rights windows.SecurityAttributes
	next   windows.Handle // the end that is free
	closed windows.Handle // an event
}

const buffer = 4096 // bytes

// end makes an end of the pipe that somebody can connect to.
func (p *pipe) end(flags uint32) (windows.Handle, error) {
	name, err := windows.UTF16PtrFromString(p.path)
	if err != nil {
		return 0, fmt.Errorf("make a pipe: %w", err)
	}
	h, err := windows.CreateNamedPipe(name, windows.PIPE_ACCESS_DUPLEX|windows.FILE_FLAG_OVERLAPPED|flags,
		windows.PIPE_TYPE_BYTE|windows.PIPE_REJECT_REMOTE_CLIENTS, windows.PIPE_UNLIMITED_INSTANCES, buffer, buffer, 0, &p.rights)
	if err != nil {
		return 0, fmt.Errorf("make a pipe: %w", err)
	}
	return h, nil
}

// Accept waits for the next that knocks. It is called by one goroutine, which alone has the
// free end.
func (p *pipe) Accept() (connection, error) {
	connected, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return nil, fmt.Errorf("make an event: %w", err)
	}
	defer windows.CloseHandle(connected)
	o := &windows.Overlapped{HEvent: connected}
	err = windows.ConnectNamedPipe(p.next, o)
	if errors.Is(err, windows.ERROR_IO_PENDING) {
		var which uint32
		which, err = windows.WaitForMultipleObjects([]windows.Handle{p.closed, connected}, false, windows.INFINITE)
		var n uint32
		if err == nil && which == windows.WAIT_OBJECT_0 {
			_ = windows.CancelIoEx(p.next, o)
			_ = windows.GetOverlappedResult(p.next, o, &n, true) // until nothing refers to o
			return nil, errors.Join(net.ErrClosed, windows.CloseHandle(p.next), windows.CloseHandle(p.closed))
		}
		if err == nil {
			err = windows.GetOverlappedResult(p.next, o, &n, true)
		}
	}
	if err != nil && !errors.Is(err, windows.ERROR_PIPE_CONNECTED) {
		return nil, errors.Join(fmt.Errorf("wait at a pipe: %w", err), windows.DisconnectNamedPipe(p.next))
	}
	free, err := p.end(0)
	if err != nil {
		return nil, errors.Join(err, windows.DisconnectNamedPipe(p.next))
	}
	c := os.NewFile(uintptr(p.next), p.path)
	p.next = free
	return c, nil
}

// Close has Accept return, which closes the free end.
func (p *pipe) Close() error { return windows.SetEvent(p.closed) }

// mayKnock fails for nobody: none but this user can open the pipe.
func mayKnock(connection) error { return nil }

var errOtherUser = errors.New("another user's program answers")

// dial connects to the program of this user that listens at a pipe. That can do nothing in
// the name of this one.
func dial(path string) (connection, error) {
	allowForeground()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	var h windows.Handle
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		h, err = windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING,
			windows.FILE_FLAG_OVERLAPPED|windows.SECURITY_SQOS_PRESENT|windows.SECURITY_ANONYMOUS, 0)
		if !errors.Is(err, windows.ERROR_PIPE_BUSY) || time.Now().After(end) {
			break // another has just been let in, and the next free end is being made
		}
	}
	if err != nil {
		return nil, err
	}
	if err := sameUser(h); err != nil {
		return nil, errors.Join(err, windows.CloseHandle(h))
	}
	return os.NewFile(uintptr(h), path), nil
}

// sameUser fails unless the program that made the pipe is this user's: names of pipes can
// be taken by anybody on the machine.
func sameUser(pipe windows.Handle) error {
	var id uint32
	if err := windows.GetNamedPipeServerProcessId(pipe, &id); err != nil {
		return fmt.Errorf("ask who answers: %w", err)
	}
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, id)
	if err != nil {
		return fmt.Errorf("ask who answers: %w", err)
	}
	defer windows.CloseHandle(process)
	var token windows.Token
	if err := windows.OpenProcessToken(process, windows.TOKEN_QUERY, &token); err != nil {
		return fmt.Errorf("ask who answers: %w", err)
	}
	defer token.Close()
	other, err := userOf(token)
	if err != nil {
		return err
	}
	own, err := userOf(windows.GetCurrentProcessToken())
	if err != nil {
		return err
	}
	if !other.Equals(own) {
		return errOtherUser
	}
	return nil
}

func userOf(token windows.Token) (*windows.SID, error) {
	user, err := token.GetTokenUser()
	if err != nil {
		return nil, fmt.Errorf("ask for the user: %w", err)
	}
	return user.User.Sid.Copy()
}

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowForeground lets the program that is knocked at bring its window to the front: that is
// the right of this one, which a person has just started, and Windows would only let the
// other's button on the taskbar blink.
func allowForeground() {
	const anyProcess = 0xFFFFFFFF
	_, _, _ = allowSetForegroundWindow.Call(anyProcess) // refused where the start came from no person
}
