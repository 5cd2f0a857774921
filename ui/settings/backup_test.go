package settings

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
)

// copies are backups in memory.
type copies struct {
	all    []store.Backup
	folder string
	fail   error
}

func (c *copies) Backups(context.Context) ([]store.Backup, error) { return c.all, nil }
func (c *copies) BackupFolder(context.Context) (string, error)    { return c.folder, nil }
func (c *copies) SetBackupFolder(_ context.Context, folder string) error {
	c.folder = folder
	return nil
}

func (c *copies) Backup(_ context.Context, progress func(done, total int64)) (store.Backup, error) {
	progress(1, 4)
	progress(4, 4)
	if c.fail == nil {
		c.all = append(c.all, store.Backup{Path: "new", At: time.Date(2026, 11, 29, 9, 30, 0, 0, time.Local), Size: 2 << 20, Drafts: 12, Sound: true})
	}
	return store.Backup{}, c.fail
}

func TestBackupsAreMadeListedAndPutBack(t *testing.T) {
	p := before(t)
	p.UntilSays("还没有备份")
	p.backups.fail = store.ErrNoSpace
	p.Window.Canvas().Focus(p.screen.backups.now)
	p.Press(fyne.KeyReturn)
	p.UntilSays("25%")
	p.UntilSays("磁盘空间已满")
	p.backups.fail = nil
	p.Window.Canvas().Focus(p.screen.backups.now)
	p.Press(fyne.KeyReturn)
	p.UntilSays("备份完成")
	p.UntilSays("12份备案，2.0 MB")
	if said := p.Says(); !strings.Contains(said, "2026-11-29 09:30") || !strings.Contains(said, "完好") {
		t.Errorf("the list says\n%s", said)
	}
	p.screen.backups.ask(p.backups.all[0])
	if len(p.restored) > 0 || p.asked == nil {
		t.Fatal("a backup is put back without a question")
	}
	p.asked()
	p.UntilSays("正在恢复")
	if got := (<-p.restored).Path; got != "new" {
		t.Errorf("put back is %q", got)
	}
	p.screen.backups.choose()
	p.UntilSays("/media/stick")
	if p.backups.folder != "/media/stick" {
		t.Errorf("the second copies go to %q", p.backups.folder)
	}
}
