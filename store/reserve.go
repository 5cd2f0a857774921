package store

import "context"

// Reserve keeps something, by a name that those who want it agree on, for one of them
// until it is released: the others wait, or end with ctx.
func (s *Store) Reserve(ctx context.Context, name string) (release func(), err error) {
	mine := make(chan struct{})
	for {
		other, taken := s.reserved.LoadOrStore(name, mine)
		if !taken {
			return func() {
				s.reserved.Delete(name)
				close(mine)
			}, nil
		}
		select {
		case <-other.(chan struct{}):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
