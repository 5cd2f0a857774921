package fault

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Call is one system call of a program, as strace -f -xx has written it down.
type Call struct {
	Thread   int
	Name     string
	Args     []string // as they stand there; see [Text]
	Result   int64    // below zero where it failed
	Injected bool     // strace made it fail

	// The lines in which it began and ended: calls of other threads can stand in
	// between.
	Began, Ended int
}

// ReadTrace reads what strace has written with -f, -xx and -o: the calls in the
// order in which they ended.
func ReadTrace(r io.Reader) ([]Call, error) {
	var calls []Call
	type beginning struct {
		line int
		text string
	}
	begun := map[int]beginning{} // by thread
	lines := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return calls, nil // a last line without an end is that of a program killed
		}
		if err != nil {
			return nil, fmt.Errorf("read trace: %w", err)
		}
		number, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		thread, err := strconv.Atoi(number)
		if err != nil {
			return nil, fmt.Errorf("read trace: line %d does not begin with a thread", n)
		}
		text = strings.TrimLeft(text, " ")
		began := n
		switch first, cut := strings.CutSuffix(text, " <unfinished ...>"); {
		case strings.HasPrefix(text, "+++"), strings.HasPrefix(text, "---"):
			continue // an end, a signal
		case cut:
			begun[thread] = beginning{n, first}
			continue
		case strings.HasPrefix(text, "<... "):
			_, rest, found := strings.Cut(text, " resumed>")
			start, known := begun[thread]
			if !found || !known {
				return nil, fmt.Errorf("read trace: line %d goes on with what has not begun", n)
			}
			delete(begun, thread)
			began, text = start.line, start.text+rest
		}
		call, err := parseCall(text)
		if err != nil {
			return nil, fmt.Errorf("read trace: line %d: %w", n, err)
		}
		call.Thread, call.Began, call.Ended = thread, began, n
		calls = append(calls, call)
	}
}

// parseCall reads name(argument, …) = result. Strings are written in hex, so that
// nothing in them is taken for a part of the line.
func parseCall(text string) (Call, error) {
	middle := strings.LastIndex(text, " = ")
	open := strings.IndexByte(text, '(')
	if middle < 0 || open < 0 || open > middle {
		return Call{}, fmt.Errorf("no call")
	}
	left := strings.TrimRight(text[:middle], " ")
	inside, closed := strings.CutSuffix(left[open+1:], ")")
	if !closed {
		return Call{}, fmt.Errorf("a call without its end")
	}
	call := Call{Name: left[:open], Result: -1, Injected: strings.HasSuffix(text, "(INJECTED)")}
	if inside != "" {
		call.Args = strings.Split(inside, ", ")
	}
	result, _, _ := strings.Cut(text[middle+3:], " ")
	if result == "?" { // the program ended in it
		return call, nil
	}
	value, err := strconv.ParseInt(result, 0, 64)
	if err != nil {
		return Call{}, fmt.Errorf("result %q", result)
	}
	call.Result = value
	return call, nil
}

// Text decodes an argument that is a string: "\x61\x62" is ab. It fails where
// strace has cut it short.
func Text(arg string) ([]byte, error) {
	inside, found := strings.CutPrefix(arg, `"`)
	inside, whole := strings.CutSuffix(inside, `"`)
	if !found || !whole || len(inside)%4 != 0 {
		return nil, fmt.Errorf("%.40s is no whole string", arg)
	}
	data := make([]byte, 0, len(inside)/4)
	for i := 0; i < len(inside); i += 4 {
		value, err := strconv.ParseUint(inside[i+2:i+4], 16, 8)
		if err != nil || inside[i:i+2] != `\x` {
			return nil, fmt.Errorf("%.40s is not written in hex", arg)
		}
		data = append(data, byte(value))
	}
	return data, nil
}

// number reads an argument that is a number, such as a file descriptor.
func (c Call) number(i int) (int64, error) {
	if i >= len(c.Args) {
		return 0, fmt.Errorf("%s has no argument %d", c.Name, i)
	}
	return strconv.ParseInt(c.Args[i], 0, 64)
}

// flag reports whether an argument has the flag, as in O_RDWR|O_CREAT.
func (c Call) flag(i int, name string) bool {
	return i < len(c.Args) && slices.Contains(strings.Split(c.Args[i], "|"), name)
}
