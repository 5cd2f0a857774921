package rules

import (
	"fmt"
	"slices"
	"sync"

	"github.com/expr-lang/expr/vm"
)

// holds evaluates the condition; a nil one always holds.
func (c *condition) holds(s *scope) bool {
	if c == nil {
		return true
	}
	result, _ := c.run(s).(bool)
	return result
}

// say evaluates the program for a message: what it gives, as text.
func (c *program) say(s *scope) string {
	switch v := c.run(s).(type) {
	case string:
		return v
	case nil:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// run evaluates the program. The types were checked when the book was loaded, so
// what still fails is an index out of range: a mistake of the book. The filing
// is judged by all the rest, and the report says what it was not judged by.
func (c *program) run(s *scope) any {
	machine := machines.Get().(*vm.VM)
	defer machines.Put(machine)
	out, err := machine.Run(c.code, s)
	if err != nil {
		if s.lists.faults == nil {
			s.lists.faults = map[string]bool{}
		}
		s.lists.faults[c.entry] = true
		return nil
	}
	return out
}

// unjudged says for each expression that could not be evaluated that the filing
// was not judged by it.
func (l *lists) unjudged() []Finding {
	var all []Finding
	for _, entry := range sortedKeys(l.faults) {
		all = append(all, Finding{
			Rule: bookFault, Severity: Warning, Source: "contract 2", Confidence: Seed, AsOf: l.book.Date,
			Args: map[string]string{"value": "", "entry": entry}, Names: map[string]string{},
		})
	}
	return slices.Clip(all)
}

// machines are reused, because a check runs a thousand small programs and a new
// machine for each is most of its garbage.
var machines = sync.Pool{New: func() any { return &vm.VM{MemoryBudget: maxMemory} }}

// bookFault is the rule of findings about the rulebook itself, which no book can
// leave out.
const bookFault = "book-fault"
