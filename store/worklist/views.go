package worklist

import (
	"context"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
)

// viewsKey is the sealed setting with the views that were kept: they can name a client.
const viewsKey = "views"

// mostViews can be kept.
const mostViews = 50

// Kept are the settings that are sealed, as the store keeps them.
type Kept interface {
	Sealed(ctx context.Context, key string) ([]byte, error)
	SetSealed(ctx context.Context, key string, plain []byte) error
}

// Views returns the views that were kept, in the order in which they were.
func Views(ctx context.Context, s Kept) ([]View, error) {
	data, err := s.Sealed(ctx, viewsKey)
	if err != nil || data == nil {
		return nil, err
	}
	var all []View
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("read the views that were kept: %w", err)
	}
	return all[:min(len(all), mostViews)], nil
}

// KeepView keeps a view under its name, in the place of one with the same. The oldest
// goes where there are too many.
func KeepView(ctx context.Context, s Kept, v View) ([]View, error) {
	return changeViews(ctx, s, func(all []View) []View {
		if i := slices.IndexFunc(all, func(o View) bool { return o.Name == v.Name }); i >= 0 {
			all[i] = v
			return all
		}
		all = append(all, v)
		return all[max(0, len(all)-mostViews):]
	})
}

// ForgetView forgets the view with the name.
func ForgetView(ctx context.Context, s Kept, name string) ([]View, error) {
	return changeViews(ctx, s, func(all []View) []View {
		return slices.DeleteFunc(all, func(v View) bool { return v.Name == name })
	})
}

func changeViews(ctx context.Context, s Kept, change func([]View) []View) ([]View, error) {
	all, err := Views(ctx, s)
	if err != nil {
		return nil, err
	}
	all = change(all)
	data, err := json.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("write the views to keep: %w", err)
	}
	return all, s.SetSealed(ctx, viewsKey, data)
}
