package sample

import (
	"encoding/json"
	"testing"
)

func TestTheSampleIsKnownAgain(t *testing.T) {
	var f struct {
		Host struct {
			Name        string
			Certificate struct{ Number string }
		}
	}
	if err := json.Unmarshal(Filing(), &f); err != nil {
		t.Fatal(err)
	}
	if f.Host.Name != Company || f.Host.Certificate.Number != Code {
		t.Errorf("the sample is of %s, %s", f.Host.Name, f.Host.Certificate.Number)
	}
	for _, c := range []struct {
		name, code string
		want       bool
	}{{Company, Code, true}, {Company, "", true}, {"又一家公司", Code, true}, {"", "", false}, {"又一家公司", "91350100M000100Y43", false}} {
		if Is(c.name, c.code) != c.want {
			t.Errorf("%q, %q: it is %v that it is the sample", c.name, c.code, !c.want)
		}
	}
}
