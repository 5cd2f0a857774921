package packet

// steps counts what has been worked through: every scan is written, read back
// and put into the mail, each taking about as long; with a password it is
// encrypted and read back again before.
type steps struct {
	report func(done, total int64)
	bytes  int64 // of one step
	count  int64 // of all steps
	step   int64
	wide   int64  // how many steps are counted as one
	done   int64  // within the step
	over   *steps // whose share this is; nil for none
}

func (c *contents) stepCount() int64 {
	if c.Password != "" {
		return 5
	}
	return 3
}

func newSteps(report func(done, total int64), bytes, count int64) *steps {
	if report == nil {
		report = func(int64, int64) {}
	}
	return &steps{report: report, bytes: max(bytes, 1), count: count, wide: 1}
}

// add counts n bytes. What a step has over its share, such as the zip's other
// entries, does not show.
func (s *steps) add(n int) {
	if s.over != nil {
		s.over.add(n)
		return
	}
	s.done += int64(n)
	s.report(s.step*s.bytes+min(s.done, s.wide*s.bytes), s.count*s.bytes)
}

// next begins the next step.
func (s *steps) next() {
	if s.over == nil {
		s.step, s.done = s.step+1, 0
		s.add(0)
	}
}

// rest begins the next step and counts all that follow as one: the parts of a
// packet take them each for itself.
func (s *steps) rest() {
	s.next()
	s.wide = s.count - s.step
}

// share returns the steps of one part, which count in s.
func (s *steps) share() *steps { return &steps{over: s} }

func (s *steps) finish() {
	s.step, s.done = s.count, 0
	s.add(0)
}
