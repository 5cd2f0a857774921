// Package schema holds the JSON Schemas (draft 2020-12) of what this project
// exchanges with other programs: the filing, the judgement that recordalctl
// check prints, the manifest of a packet, and the return file.
//
// The schemas say which shape a document has; whether a filing is right is said
// by package rules. Members that a schema does not name are allowed.
package schema

import _ "embed" // the schemas

//go:embed filing.schema.json
var filing []byte

//go:embed check.schema.json
var check []byte

//go:embed manifest.schema.json
var manifest []byte

//go:embed return.schema.json
var returns []byte

// Filing returns the schema of filing.json.
func Filing() []byte { return filing }

// Check returns the schema of what recordalctl check --format json prints.
func Check() []byte { return check }

// Manifest returns the schema of a packet's manifest.json.
func Manifest() []byte { return manifest }

// Return returns the schema of a return file.
func Return() []byte { return returns }
