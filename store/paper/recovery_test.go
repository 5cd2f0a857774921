package paper

import (
	"strings"
	"testing"
)

func TestTheRecoverySheetHasTheCodeAndWhatToDoWithIt(t *testing.T) {
	o := options
	o.English = true
	pdf, err := RecoverySheet(t.Context(), Recovery{
		Code: "7KQ2-M9XD-0F4H-Z8RT-5WNB-3CVJ-6YPA", Store: "/home/desk/备案资料 𰻝/recordal", Desk: "三号窗口",
	}, o)
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, []string{
		"7KQ2", "M9XD", "0F4H", "Z8RT", "5WNB", "3CVJ", "6YPA", "三号窗口", "/home/desk/备案资料", o.Date,
		"保险柜", "怎样使用", "In a safe", "Recovery code",
	}, []string{"[paper.", "草稿"})
	if pages := copied(t, pdf); len(pages) != 1 {
		t.Errorf("it has %d pages", len(pages))
	}
	// A group is typed from the sheet, so its characters must not be parted.
	if text := strings.Join(copied(t, pdf), ""); !strings.Contains(text, "7KQ2") {
		t.Errorf("the first group cannot be copied:\n%s", text)
	}
}
