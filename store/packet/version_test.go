package packet

import (
	"testing"

	"github.com/BurntSushi/toml"
)

func TestTheVersionIsThatOfTheWindow(t *testing.T) {
	var app struct{ Details struct{ Version string } }
	if _, err := toml.DecodeFile("../../FyneApp.toml", &app); err != nil {
		t.Fatal(err)
	}
	if app.Details.Version != Version {
		t.Errorf("version %q, FyneApp.toml says %q", Version, app.Details.Version)
	}
}
