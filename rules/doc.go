// Package rules knows what a recordal filing is and what the ICP team asks of
// it: the filing as a Go value, and the rulebook that judges it.
//
// A [Filing] is plain data, read with [Decode] and written with [Encode] in the
// form the interchange contract fixes. A [Book] is the rulebook: dated and
// cited TOML in the folder book, loaded and type-checked once by [Builtin] or
// [Load]. Everything that shows a filing asks the book:
//
//   - [Book.Check] judges a filing and returns its findings,
//   - [Book.Materials] lists the papers that go with it, needed or not, and why,
//   - [Book.Route] says how its authenticity is verified,
//   - [Book.Pages] are the forms that a person fills in.
//
// Findings are values; errors are kept for failures. The package has no text
// for people: a finding names its message and brings the arguments, and
// translations says it in both languages. It knows no database, no file, no
// widget, and no clock but the date it is given.
package rules
