package rules

// Shared is a value of the filing that a filing of another company has too.
type Shared struct {
	What    string `expr:"what"`
	Path    string `expr:"-"`
	Company string `expr:"company"`
	ID      string `expr:"-"`
	Count   int    `expr:"count"`
}
