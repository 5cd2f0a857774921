package packet

// steps counts what has been worked through: every scan is written, read back
// and put into the mail, each taking about as long; with a password it is
// encrypted and read back again before.
type steps struct {
	report func(done, total int64)
	bytes  int64 // of one step
	count  int64 // of all steps
	step   int64
	done   int64 // within the step
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
	return &steps{report: report, bytes: max(bytes, 1), count: count}
}

// add counts n bytes. What a step has over its share, such as the zip's other
// entries, does not show.
func (s *steps) add(n int) {
	s.done += int64(n)
	s.report(s.step*s.bytes+min(s.done, s.bytes), s.count*s.bytes)
}

// next begins the next step.
func (s *steps) next() {
	s.step, s.done = s.step+1, 0
	s.add(0)
}

func (s *steps) finish() {
	s.step, s.done = s.count, 0
	s.add(0)
}
