package paper

import (
	"testing"
	"time"

	"recordaldesk/store"
)

func TestTheCertificateSaysWhatWasPurgedWhenAndWhy(t *testing.T) {
	o := Options{English: true, Date: today, Program: "Recordal Desk 备案台 1.0"} // no rulebook has a part in it
	at := time.Date(2026, 11, 20, 9, 30, 0, 0, time.Local)
	pdf, err := PurgeCertificate(t.Context(), []store.Certificate{
		{Draft: "0b6f1a52-0000-4000-8000-000000000001", At: at, By: "三号窗口 𰻝", Reason: store.ByHand, Created: at.AddDate(0, -2, 0),
			Exported: at.AddDate(0, -1, 0), Packet: "9f86d081884c7d659a2feaa0c55ad015", Changes: 14, Scans: 5, Shared: 1},
		{Draft: "0b6f1a52-0000-4000-8000-000000000002", At: at, Reason: store.Retention, Created: at, Changes: 3},
	}, o)
	if err != nil {
		t.Fatal(err)
	}
	checkText(t, pdf, []string{
		"0b6f1a52-0000-4000-8000-000000000001", "0b6f1a52-0000-4000-8000-000000000002", "2026-11-20 09:30:00", "三号窗口",
		"经办人清除", "保留期限届满", "9f86d081884c7d659a2feaa0c55ad015", "修改记录14条，扫描件5个", "Certificate of purging",
		"由 Recordal Desk 备案台 1.0 编制",
	}, []string{"[paper.", "草稿", "规则库"})
}
