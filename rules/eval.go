package rules

import (
	"fmt"
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

// run evaluates the program. The types were checked when the book was loaded,
// so what still fails is an index out of range: a mistake of the book that its
// tests must show, not a thing to tell a user.
func (c *program) run(s *scope) any {
	machine := machines.Get().(*vm.VM)
	defer machines.Put(machine)
	out, err := machine.Run(c.code, s)
	if err != nil {
		panic(fmt.Sprintf("rulebook expression %q: %v", c.text, err))
	}
	return out
}

// machines are reused, because a check runs a thousand small programs and a new
// machine for each is most of its garbage.
var machines = sync.Pool{New: func() any { return new(vm.VM) }}
