package desk

import (
	"context"

	"recordaldesk/store/crash"
	"recordaldesk/store/worklist"
	"recordaldesk/ui/voice"
)

// keepView asks for a name and keeps the view under it.
func (f *filters) keepView() {
	s := f.screen
	s.o.Actions.Ask(voice.Message("desk.view.name"), voice.Message("desk.view.keep"), "", func(name string) {
		v := s.view
		v.Name = name
		f.changeViews(v, func(ctx context.Context) ([]worklist.View, error) { return worklist.KeepView(ctx, s.o.Kept, v) })
	})
}

// forgetView forgets the view that is shown, and shows all.
func (f *filters) forgetView() {
	s := f.screen
	name := s.view.Name
	f.changeViews(worklist.View{}, func(ctx context.Context) ([]worklist.View, error) {
		return worklist.ForgetView(ctx, s.o.Kept, name)
	})
}

// changeViews changes the views that are kept, and shows one once it is done.
func (f *filters) changeViews(show worklist.View, change func(context.Context) ([]worklist.View, error)) {
	s := f.screen
	crash.Go(func() {
		views, err := change(context.Background())
		s.o.Do(func() {
			if err != nil {
				s.o.Actions.Problem(err)
				return
			}
			s.views = views
			s.show(show)
			s.Focus()
		})
	})
}
