package instance

import (
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

func placeOf(h *Host) string { return h.listener.(*pipe).path }

// Whoever has made a pipe of that name before, perhaps to hear the names of files, keeps it
// to itself.
func TestAPipeThatSomebodyElseHasMadeIsNotUsed(t *testing.T) {
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil {
		t.Skip("Wine 8 takes no notice of FILE_FLAG_FIRST_PIPE_INSTANCE")
	}
	dir := home(t)
	first, _ := listening(t, dir, time.Minute)
	if second, err := Listen(dir, nil); err == nil {
		t.Errorf("two programs listen at %s", placeOf(first))
		_ = second.Close()
	}
}

// All rights that the pipe gives are this user's.
func TestThePipeIsForThisUserOnly(t *testing.T) {
	h, _ := listening(t, home(t), time.Minute)
	rights, err := windows.GetSecurityInfo(h.listener.(*pipe).next, windows.SE_KERNEL_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	user, err := userOf(windows.GetCurrentProcessToken())
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := rights.DACL()
	if err != nil || list == nil || list.AceCount != 1 {
		t.Fatalf("the rights are %s, %v; want one entry", rights, err)
	}
	var entry *windows.ACCESS_ALLOWED_ACE
	if err := windows.GetAce(list, 0, &entry); err != nil {
		t.Fatal(err)
	}
	if sid := sidOf(entry); !sid.Equals(user) {
		t.Errorf("the pipe is for %s, want %s", sid, user)
	}
}

func sidOf(e *windows.ACCESS_ALLOWED_ACE) *windows.SID {
	return (*windows.SID)(unsafe.Pointer(&e.SidStart))
}
