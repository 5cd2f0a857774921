package rescue

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"recordaldesk/store"
	"recordaldesk/translations"
	"recordaldesk/ui/uitest"
	"recordaldesk/ui/voice"
)

// folder plays a data folder whose store does not open.
type folder struct {
	empty    bool
	backups  []store.Backup
	opens    error // of Open
	salvages func(ctx context.Context, ask Ask) (store.Salvaged, error)
	restored string // the backup that was
	aside    bool   // the damaged file was set aside
}

func (f *folder) Path() string                                    { return "/data/recordal-desk" }
func (f *folder) HasFilings() bool                                { return !f.empty }
func (f *folder) Open(context.Context) (*store.Store, error)      { return nil, f.opens }
func (f *folder) View(context.Context, Ask) (*store.Store, error) { return nil, store.ErrNoSpace }
func (f *folder) Backups(context.Context) ([]store.Backup, error) { return f.backups, nil }
func (f *folder) BeginAnew(context.Context) error                 { f.aside = true; return nil }
func (f *folder) BackupsIn(context.Context, string) ([]store.Backup, error) {
	return nil, store.ErrNoBackup
}
func (f *folder) Salvage(ctx context.Context, ask Ask) (store.Salvaged, error) {
	return f.salvages(ctx, ask)
}

func (f *folder) Restore(_ context.Context, backup string) (store.Restoration, error) {
	f.restored = backup
	return store.Restoration{Drafts: 3, Aside: "/data/aside/1"}, nil
}

// person is somebody before the window.
type person struct {
	*uitest.Person
	screen *Screen
	folder *folder
	chosen string // folder
	shut   error  // why none can be chosen
	closed int
}

func before(t *testing.T, f *folder, err error) *person {
	t.Helper()
	p := &person{Person: uitest.Before(t), folder: f, chosen: t.TempDir()}
	v := voice.New(voice.Chinese)
	p.screen = New(Options{
		Voice: v, Canvas: p.Window.Canvas(), Folder: f, Err: err,
		Do:     p.Do,
		Now:    func() time.Time { return time.Date(2026, 11, 29, 9, 30, 0, 0, time.Local) },
		Opened: func(*store.Store, bool) { t.Error("a store was opened") },
		Close:  func() { p.closed++ },
		Choose: func(context.Context, string) (string, error) { return p.chosen, p.shut },
	})
	v.OnChange(p.screen.Retranslate)
	p.Show(p.screen.Object())
	p.screen.Focus()
	if p.screen.damaged() || p.screen.lost() {
		p.Next() // backups were looked for
	}
	return p
}

// offers are the buttons of the page, in the order of Tab.
func (p *person) offers() (all []string) {
	for _, b := range p.screen.page.buttons {
		all = append(all, b.Text)
	}
	return all
}

func (p *person) presses(name string) {
	p.T.Helper()
	for _, b := range p.screen.page.buttons {
		if b.Text == name {
			p.Window.Canvas().Focus(b)
			b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			return
		}
	}
	p.T.Fatalf("there is no %q among %q", name, p.offers())
}

const (
	salvage = "读出备案，继续使用"
	choose  = "选择其他备份"
	look1st = "只查看和导出"
	again   = "重试"
	anew    = "从空白开始"
	closing = "关闭程序"
)

// Each thing that keeps the filings from being opened is said in words, and what helps
// is offered, the most useful first, with the keyboard on it.
func TestEachTroubleOffersWhatHelps(t *testing.T) {
	for _, one := range []struct {
		err    error
		says   string
		safe   bool
		offers []string
	}{
		{store.ErrDamaged, "保存备案的文件损坏了", false, []string{salvage, choose, look1st, closing}},
		{store.ErrNoDatabase, "不见了", false, []string{again, choose, anew, closing}},
		{store.ErrNewerSchema, "较新版本", true, []string{look1st, closing}},
		{store.ErrReadOnly, "不能写入", true, []string{look1st, again, closing}},
		{store.ErrNoSpace, "空间已满", true, []string{again, look1st, closing}},
		{store.ErrInUse, "正在使用中", true, []string{again, look1st, closing}},
		{store.ErrNotOurs, "其他程序", false, []string{again, closing}},
		{store.ErrGone, "找不到", false, []string{again, closing}},
		{store.ErrHeld, "杀毒软件", true, []string{again, closing}},
		{store.ErrDisk, "读写磁盘", false, []string{again, look1st, closing}},
		{errors.New("something else"), "没有打开", false, []string{again, look1st, closing}},
	} {
		t.Run(store.MessageID(one.err), func(t *testing.T) {
			p := before(t, &folder{}, fmt.Errorf("open store: %w", one.err))
			if got := p.offers(); !slices.Equal(got, one.offers) {
				t.Errorf("offers %q, want %q", got, one.offers)
			}
			if p.Window.Canvas().Focused() != p.screen.page.buttons[0] {
				t.Errorf("the keyboard is at %T", p.Window.Canvas().Focused())
			}
			p.Reads(one.says, "/data/recordal-desk")
			if strings.Contains(p.Says(), "备案都在") != one.safe {
				t.Errorf("says\n%s", p.Says())
			}
			if p.screen.o.Voice.Switch(voice.English); strings.Contains(p.Says(), "备案") {
				t.Errorf("in English it says\n%s", p.Says())
			}
			p.presses("Close the program")
			if p.closed != 1 {
				t.Error("the window is not closed")
			}
		})
	}
}

// Where there are no filings yet, nobody is told that they are safe, nor shown them.
func TestAnEmptyFolderHasNothingToLookAt(t *testing.T) {
	p := before(t, &folder{empty: true}, store.ErrReadOnly)
	if got := p.offers(); !slices.Equal(got, []string{again, closing}) || strings.Contains(p.Says(), "备案都在") {
		t.Errorf("offers %q and says\n%s", got, p.Says())
	}
}

func TestTryingAgainSaysWhatIsInTheWayByNow(t *testing.T) {
	p := before(t, &folder{opens: store.ErrNoSpace}, store.ErrInUse)
	p.presses(again)
	p.Next()
	p.Reads("09:30:00 已重试", "空间已满")
	p.presses(look1st)
	p.Reads("正在准备查看")
	p.Next()
	p.Reads("没有完成", "腾出空间")
}

func backup(path string, drafts int, sound bool) store.Backup {
	return store.Backup{Path: path, At: time.Date(2026, 11, 20+drafts, 8, 0, 0, 0, time.Local), Drafts: drafts, Sound: sound}
}

func TestABackupIsRestoredOrAnotherOne(t *testing.T) {
	f := &folder{backups: []store.Backup{backup("torn", 5, false), backup("newest", 4, true), backup("older", 3, true)}}
	p := before(t, f, store.ErrDamaged)
	if got := p.offers(); !slices.Equal(got[:2], []string{salvage, "恢复 2026-11-24 08:00 的备份（4份备案）"}) {
		t.Fatalf("offers %q", got)
	}
	p.presses(choose)
	p.Reads("2026-11-25 08:00", "已损坏", "5份备案", "2026-11-23 08:00")
	if torn := p.screen.page.buttons[0]; !torn.Disabled() {
		t.Error("a damaged backup can be restored")
	}
	p.shut = errors.New("no portal")
	p.presses("到其他位置查找")
	p.Next()
	p.Reads("打不开选择文件夹的窗口")
	p.shut = nil
	p.presses(choose)
	p.presses("到其他位置查找")
	p.Next() // the folder was chosen
	p.Next()
	p.Reads("这里没有备份", "2026-11-23 08:00")
	p.Window.Canvas().Focus(p.screen.page.buttons[2])
	p.screen.page.buttons[2].TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if strings.Contains(p.Says(), "这里没有备份") {
		t.Error("back at the beginning, it still says what was wrong elsewhere")
	}
	p.presses(choose)
	p.screen.page.buttons[2].OnTapped()
	p.Next()
	p.Reads("备份已恢复", "2026-11-23 08:00", "共3份备案", "/data/aside/1")
	if f.restored != "older" {
		t.Errorf("%q was restored", f.restored)
	}
}

var lost = store.Salvaged{
	Drafts: []store.SalvagedDraft{
		{ID: "0198c0de-0000-7000-8000-000000000001", HostName: "杭州青檐软件有限公司", Updated: time.Date(2026, 11, 28, 10, 0, 0, 0, time.Local), Saved: true},
		{ID: "0198c0de-0000-7000-8000-000000000002", HostName: "330102199001011237", Updated: time.Date(2026, 11, 27, 10, 0, 0, 0, time.Local), Saved: true, Older: true},
		{ID: "0198c0de-0000-7000-8000-000000000003"},
	},
	Saved: 2, Scans: 7, Missing: 1, Aside: "/data/aside/1",
}

func TestWhatWasReadAndWhatWasLostIsListed(t *testing.T) {
	f := &folder{salvages: func(context.Context, Ask) (store.Salvaged, error) { return lost, nil }}
	p := before(t, f, store.ErrDamaged)
	p.presses(salvage)
	p.Reads("正在读出备案")
	p.Next()
	p.Reads("读出2份备案，扫描件7个", "1份备案没有读出", "1份是较早的内容", "1个扫描件", "/data/aside/1",
		"杭州青檐软件有限公司", "2026-11-28 10:00", "已读出", "较早的内容", "没有读出", "时间不明")
	if strings.Contains(p.Says(), "330102199001011237") || strings.Contains(p.Says(), "0198c0de") {
		t.Errorf("says\n%s", p.Says())
	}
	p.shut = errors.New("no portal")
	p.presses("保存清单")
	p.Next()
	p.Reads("打不开选择文件夹的窗口")
	p.shut = nil
	p.presses("保存清单")
	p.Next() // the folder was chosen
	p.Next()
	p.Reads("清单已保存")
	files, err := filepath.Glob(filepath.Join(p.chosen, "*.txt"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, want := range []string{"读出2份备案", "1份备案没有读出", "备案1\t2026-11-28 10:00\t已读出", "备案3\t时间不明\t没有读出"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list has no %q:\n%s", want, text)
		}
	}
	for _, secret := range []string{"青檐", "330102", "0198c0de"} {
		if strings.Contains(text, secret) {
			t.Errorf("the list has %q:\n%s", secret, text)
		}
	}
}

func TestThePassphraseIsAskedForUntilItIsRight(t *testing.T) {
	f := &folder{salvages: func(_ context.Context, ask Ask) (store.Salvaged, error) {
		got, err := ask()
		if err == nil && got != "four plain words" {
			err = fmt.Errorf("salvage: %w", store.ErrWrongPassphrase)
		}
		return store.Salvaged{Saved: 1, Drafts: lost.Drafts[:1]}, err
	}}
	p := before(t, f, store.ErrDamaged)
	p.presses(salvage)
	p.Next()
	p.Reads("请输入口令")
	p.Types("")
	p.Reads("请先输入口令")
	p.Types("a guess")
	p.Reads("正在读出备案")
	p.Next()
	p.Reads("口令不正确")
	p.Types("four plain words")
	p.Next()
	p.Reads("没有发现缺少的内容")

	p = before(t, f, store.ErrDamaged) // somebody who does not know it
	p.presses(salvage)
	p.Next()
	p.Press(fyne.KeyEscape)
	p.Next()
	p.Reads("一切保持原样", "保存备案的文件损坏了")
}

func TestWhatGoesOnCanBeStopped(t *testing.T) {
	f := &folder{salvages: func(ctx context.Context, _ Ask) (store.Salvaged, error) {
		<-ctx.Done()
		return store.Salvaged{}, fmt.Errorf("salvage: %w", ctx.Err())
	}}
	p := before(t, f, store.ErrDamaged)
	p.presses(salvage)
	p.presses("停止")
	p.Next()
	p.Reads("已停止")
	p.presses(salvage)
	p.screen.Leave() // the window is closed meanwhile
	if p.closed != 0 {
		t.Fatal("the window is closed while something is written")
	}
	p.Next()
	if p.closed != 1 {
		t.Errorf("the window was closed %d times", p.closed)
	}
}

func TestWhereNothingIsLeftOneCanBeginAnew(t *testing.T) {
	f := &folder{
		salvages: func(context.Context, Ask) (store.Salvaged, error) { return store.Salvaged{}, store.ErrDamaged },
		opens:    store.ErrReadOnly,
	}
	p := before(t, f, store.ErrDamaged)
	p.presses(salvage)
	p.Next()
	p.Reads("没有能读出的备案")
	if got := p.offers(); !slices.Equal(got, []string{choose, anew, closing}) {
		t.Fatalf("offers %q", got)
	}
	p.presses(anew)
	p.Next()
	if !f.aside {
		t.Error("the damaged file is not set aside")
	}

	f.backups = []store.Backup{backup("newest", 4, true)}
	p = before(t, f, store.ErrDamaged)
	p.presses(salvage)
	p.Next()
	if got := p.offers(); slices.Contains(got, anew) || !strings.Contains(got[0], "4份备案") {
		t.Errorf("with a backup, offers %q", got)
	}
}

func TestALostDatabaseIsRestored(t *testing.T) {
	p := before(t, &folder{backups: []store.Backup{backup("newest", 4, true)}}, store.ErrNoDatabase)
	if got := p.offers(); !slices.Equal(got, []string{"恢复 2026-11-24 08:00 的备份（4份备案）", again, choose, closing}) {
		t.Errorf("offers %q", got)
	}
}

func TestEveryTroubleHasItsWords(t *testing.T) {
	all := []trouble{unforeseen}
	for _, one := range troubles {
		all = append(all, one)
	}
	for _, one := range all {
		for _, id := range []string{"rescue." + one.id + ".title", "rescue." + one.id + ".what"} {
			if !translations.Has(translations.Chinese, id) {
				t.Errorf("no text %s", id)
			}
		}
		for _, offer := range one.offers {
			if !translations.Has(translations.Chinese, "rescue."+offer+".help") {
				t.Errorf("no text for the offer %s", offer)
			}
		}
	}
}
