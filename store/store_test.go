package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	_ "modernc.org/sqlite"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// children are programs that a test starts in a process of their own: TestMain runs
// the one that the environment names, with the data folder it names.
var children = map[string]func(dir string){}

const (
	childName = "RECORDAL_STORE_TEST_CHILD"
	childDir  = "RECORDAL_STORE_TEST_DIR"
)

func TestMain(m *testing.M) {
	if name := os.Getenv(childName); name != "" {
		run := children[name]
		if run == nil { // it must not run the tests, which would start it again
			die(fmt.Errorf("there is no child %q", name))
		}
		run(os.Getenv(childDir))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child prepares the test's own program to run as the named child.
func child(ctx context.Context, t *testing.T, name, dir string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, program)
	cmd.Env = append(os.Environ(), childName+"="+name, childDir+"="+dir)
	cmd.Stderr = t.Output()
	return cmd
}

// open opens the folder for the length of the test.
func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatalf("open %s: %v", dir, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// sample is a filing as people fill it in; its persons and companies are
// invented.
func sample() store.Record {
	f := rules.New("new_recordal")
	f.Account = rules.Account{ID: "123456789012", Company: "杭州青禾示例科技有限公司", Relationship: "same"}
	f.Host.Name = "杭州青禾示例科技有限公司"
	f.Host.Nature = "enterprise"
	f.Host.Certificate = rules.Certificate{
		Type: "business_licence", Number: "91330100MA7QHEXA60", Address: "浙江省杭州市西湖区示例路18号3幢502室",
		ValidFrom: "2019-03-12", ValidUntil: "long_term",
	}
	f.Host.Province, f.Host.City, f.Host.County = "330000", "330100", "330106"
	f.Host.Address = "示例路18号3幢502室"
	f.Host.LegalRepresentative = rules.Person{
		Name:     "欧阳示例",
		Document: rules.Document{Type: "resident_id", Number: "330106198503120044", ValidFrom: "2016-05-01", ValidUntil: "2036-05-01"},
		Mobile:   "13800138000", EmergencyPhone: "13900139000", Email: "ouyang@qinghe-example.cn",
	}
	f.Websites[0].Name = "青禾示例官网"
	f.Websites[0].HomePage = "www.qinghe-example.cn"
	f.Websites[0].Services = []string{"company_portal"}
	f.Websites[0].Languages = []string{"zh_hans"}
	f.Websites[0].Domains = []rules.Domain{{
		Name: "qinghe-example.cn", Holder: "杭州青禾示例科技有限公司", Registrar: "示例域名注册有限公司",
		RegisteredOn: "2020-01-01", ExpiresOn: "2030-01-01", VerifiedOn: "2020-01-05",
	}}
	f.Websites[0].Access = rules.Access{
		ISP: "北京光环新网科技股份有限公司", Modes: []string{"cloud"}, Locations: []string{"110000"},
		IPs: []rules.IPRange{{Kind: "eip", From: "52.80.1.1", To: "52.80.1.1"}},
	}
	return store.Record{Filing: f, Page: "host", Field: "host.name", Left: []string{"kind"}}
}

// create keeps a sample filing under another host name.
func create(t testing.TB, s *store.Store, name string) store.Draft {
	t.Helper()
	r := sample()
	r.Filing.Host.Name = name
	d, err := s.Create(t.Context(), r)
	if err != nil {
		t.Fatalf("create: %v", err)
	}
	return d
}

func names(drafts []*store.Summary) []string {
	all := []string{}
	for _, d := range drafts {
		all = append(all, d.HostName)
	}
	return all
}

func wantError(t testing.TB, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("got error %v, want %v", got, want)
	}
}

func TestADraftComesBackAsItWasLeft(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Create(t.Context(), sample())
	if err != nil {
		t.Fatal(err)
	}
	r := d.Record.Clone()
	r.Page, r.Field = "websites", "websites.0.domains.0.expires_on"
	r.Left = []string{"kind", "host"}
	r.Acknowledged = []string{"domain-expires-soon@websites.0.domains.0.expires_on"}
	r.Exported = &store.Export{At: time.Date(2026, 11, 23, 10, 42, 7, 0, time.UTC), File: "备案.zip", SHA256: "ab", Rulebook: "2026.11.1"}
	r.Filing.Host.Remark = "第一行\n第二行\x00\t“引号” 𬭩 é"
	seq, err := s.Save(t.Context(), d.ID, d.Seq, r)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	got, err := open(t, dir).Load(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Seq != seq || got.State != store.StateExported {
		t.Errorf("got version %d, state %s; want %d, exported", got.Seq, got.State, seq)
	}
	if diff := cmp.Diff(r, got.Record, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("record changed on the way (-want +got):\n%s", diff)
	}
}

func TestTheListIsInTheOrderOfSavesWhateverTheClockSays(t *testing.T) {
	day := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	now := day
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	first := create(t, s, "甲公司")
	now = day.AddDate(-50, 0, 0) // the battery of the clock is empty
	create(t, s, "乙公司")
	create(t, s, "丙公司")
	if _, err := s.Save(t.Context(), first.ID, first.Seq, first.Record); err != nil {
		t.Fatal(err)
	}
	want := []string{"甲公司", "丙公司", "乙公司"}
	got, err := s.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, names(got)); diff != "" {
		t.Errorf("list (-want +got):\n%s", diff)
	}
	if !got[0].Created.Equal(day) || !got[0].Updated.Equal(now) {
		t.Errorf("created %v, updated %v; want %v, %v", got[0].Created, got[0].Updated, day, now)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	reopened, err := open(t, dir).Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, names(reopened)); diff != "" {
		t.Errorf("list after opening again (-want +got):\n%s", diff)
	}
}

func TestOfTwoWindowsTheLaterDoesNotOverwriteTheEarlier(t *testing.T) {
	s := open(t, t.TempDir())
	d := create(t, s, "甲公司")
	one, two := d.Record.Clone(), d.Record.Clone()
	one.Filing.Host.Name = "先保存"
	two.Filing.Host.Name = "后保存"
	if _, err := s.Save(t.Context(), d.ID, d.Seq, one); err != nil {
		t.Fatal(err)
	}
	_, err := s.Save(t.Context(), d.ID, d.Seq, two)
	wantError(t, err, store.ErrConflict)
	got, err := s.Load(t.Context(), d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Record.Filing.Host.Name != "先保存" {
		t.Errorf("stored %q, want the first window's", got.Record.Filing.Host.Name)
	}
}

func TestWhatIsNotThereIsSaidToBeNotThere(t *testing.T) {
	s := open(t, t.TempDir())
	const nobody = "0198f0a0-0000-7000-8000-000000000000"
	_, err := s.Load(t.Context(), nobody)
	wantError(t, err, store.ErrNotFound)
	_, err = s.Save(t.Context(), nobody, 7, sample())
	wantError(t, err, store.ErrNotFound)
	if err := s.Delete(t.Context(), nobody); err != nil {
		t.Errorf("delete: %v", err)
	}
}

func TestSettingsComeBack(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"zh", "both"} {
		if err := s.SetSetting(t.Context(), "language", value); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	for key, want := range map[string]string{"language": "both", "never set": ""} {
		if got, err := s.Setting(t.Context(), key); err != nil || got != want {
			t.Errorf("setting %q = %q, %v; want %q", key, got, err, want)
		}
	}
}

func TestAnyFolderNameOpensTheRightDatabase(t *testing.T) {
	for _, name := range []string{"备案 资料", "a#b", "a?mode=ro", "100%", "%41", "a&b=c;d", "o'brien \"x\"", "+ +"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name, "data")
			s, err := store.Open(t.Context(), dir, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			d := create(t, s, name)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(filepath.Join(dir, "recordal.db"))
			if err != nil || info.Size() == 0 {
				t.Fatalf("the database is not in the folder: %v", err)
			}
			got, err := open(t, dir).Load(t.Context(), d.ID)
			if err != nil || got.Record.Filing.Host.Name != name {
				t.Errorf("load: %v", err)
			}
		})
	}
}

func TestOnlyTheUserCanLookIntoTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir)
	d := create(t, s, "甲公司")
	addScan(t, s, d.ID, "scan")
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConnectionsRunWithTheSafeSettings(t *testing.T) {
	s := open(t, t.TempDir())
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1", "trusted_schema": "0",
		"cell_size_check": "1", "temp_store": "2", "busy_timeout": "5000", "auto_vacuum": "2",
		"application_id": fmt.Sprint(0x52444b31),
	}
	for _, pool := range []string{"write", "read"} {
		for pragma, want := range want {
			if got := s.Pragma(t, pool, pragma); got != want {
				t.Errorf("%s: %s = %s, want %s", pool, pragma, got, want)
			}
		}
	}
	if got := s.Pragma(t, "read", "query_only"); got != "1" {
		t.Errorf("read: query_only = %s, want 1", got)
	}
}

// SQLite before 3.53.4 could damage a database: the WAL-reset bug up to 3.51.2,
// the journal rollback of 3.53.3.
func TestSQLiteHasItsKnownDamageFixed(t *testing.T) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var version string
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		t.Fatal(err)
	}
	var major, minor, patch int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch); err != nil {
		t.Fatal(err)
	}
	if major*1_000_000+minor*1000+patch < 3_053_004 {
		t.Errorf("SQLite %s, want 3.53.4 or newer", version)
	}
}
