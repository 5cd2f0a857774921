package labels

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	f, _ := os.Create("/tmp/flaws.txt")
	defer f.Close()
	for _, x := range LintBuiltIn(Options{}) {
		r, _ := New(now).Record(x.ID)
		fmt.Fprintf(f, "%s\t%s\t%s\t%q\t%q\t%q\n", x.Problem, x.Language, x.ID, x.What, r.Texts["zh"].Forms["other"], r.Texts["en"].Forms["other"])
	}
}
