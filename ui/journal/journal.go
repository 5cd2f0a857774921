// Package journal keeps what is typed out of the log. A filing is full of personal
// data, and errors quote: a file's name holds the company's, a library's message the
// text that it could not read. So nothing is logged as it comes: of a record only
// what the program itself wrote into its source is kept, and of an error what kind it
// is. The log then says what failed, how and where, and of nobody.
package journal

import (
	"context"
	"io"
	"log/slog"
	"regexp"
	"runtime"
	"strings"
)

// Set makes every record of the program, and every line that a library writes with
// package log, go through [NewHandler] to w.
func Set(w io.Writer, dataFolder string) {
	slog.SetDefault(slog.New(NewHandler(w, dataFolder)))
}

// NewHandler returns a handler that writes to w what is safe to be read by anybody.
// dataFolder is the folder of the drafts; "" where it is not known.
func NewHandler(w io.Writer, dataFolder string) slog.Handler {
	return handler{slog.NewTextHandler(w, nil), places(dataFolder)}
}

type handler struct {
	to slog.Handler
	in []place
}

// Enabled tells that all but debugging is logged.
func (h handler) Enabled(ctx context.Context, l slog.Level) bool { return h.to.Enabled(ctx, l) }

// Handle writes the record without what it quotes.
func (h handler) Handle(ctx context.Context, r slog.Record) error {
	message, ok := said(r)
	if !ok {
		return nil
	}
	safe := slog.NewRecord(r.Time, r.Level, message, 0)
	r.Attrs(func(a slog.Attr) bool {
		safe.AddAttrs(h.safe(a))
		return true
	})
	return h.to.Handle(ctx, safe)
}

// WithAttrs returns a handler that adds attributes, made safe.
func (h handler) WithAttrs(all []slog.Attr) slog.Handler {
	safe := make([]slog.Attr, len(all))
	for i, a := range all {
		safe[i] = h.safe(a)
	}
	return handler{h.to.WithAttrs(safe), h.in}
}

// WithGroup returns a handler that puts what follows into a group.
func (h handler) WithGroup(name string) slog.Handler { return handler{h.to.WithGroup(name), h.in} }

// said is the message of a record. Those of the program are written in its source.
// What a library writes may quote anything; of the toolkit's complaints the place in
// its source is kept, which says what it was.
func said(r slog.Record) (message string, ok bool) {
	if r.PC != 0 {
		frame, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
		if strings.HasPrefix(frame.Function, "recordaldesk/") || strings.HasPrefix(frame.Function, "main.") {
			return r.Message, true
		}
	}
	if at := sourceLine.FindStringSubmatch(r.Message); at != nil {
		return "a library complains at " + at[1], true
	}
	return "", false
}

// sourceLine is how the toolkit says where it complains: the file's name there has
// nothing but letters.
var sourceLine = regexp.MustCompile(`^\s*At: .*?([a-z_]+/[a-z_]+\.go:[0-9]+)$`)

// settingName is what a name of the program's own looks like: a word or several, no
// digits, none of another script.
var settingName = regexp.MustCompile(`^[a-z][a-z_.]{0,39}$`)

// safe returns an attribute without what it quotes: numbers, truths, times and lengths
// of time stay, of texts only the name of a setting, of an error its kind.
func (h handler) safe(a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	switch v.Kind() {
	case slog.KindBool, slog.KindDuration, slog.KindTime:
		return slog.Attr{Key: a.Key, Value: v}
	case slog.KindInt64, slog.KindUint64, slog.KindFloat64:
		if a.Key == "count" || a.Key == "code" { // another number may be a telephone's
			return slog.Attr{Key: a.Key, Value: v}
		}
	case slog.KindString:
		if a.Key == "key" && settingName.MatchString(v.String()) {
			return slog.Attr{Key: a.Key, Value: v}
		}
	case slog.KindGroup:
		members := make([]slog.Attr, 0, len(v.Group()))
		for _, m := range v.Group() {
			members = append(members, h.safe(m))
		}
		return slog.Attr{Key: a.Key, Value: slog.GroupValue(members...)}
	default:
		if err, ok := v.Any().(error); ok {
			return slog.String(a.Key, kind(err, h.in))
		}
	}
	return slog.String(a.Key, "…")
}
