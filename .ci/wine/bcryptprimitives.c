/* What Wine 8, which Debian 12 has, lacks for Go programs. Every Go program loads this
   library when it starts (runtime/os_windows.go); the tests put it into their prefix.
   Windows has its own, and nothing of this.

   - ProcessPrng, from which Go takes random numbers; here from the generator that Wine has.
   - FileDispositionInformationEx, by which Go deletes files in os.RemoveAll and os.Root.
     Where a system does not know it, Go takes the older way, but Wine answers "not
     implemented" where Windows answers "invalid class", which is what Go looks for
     (internal/syscall/windows/at_windows.go). So the answer is put right. */
#include <windows.h>
#include <winternl.h>
#include <string.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom of advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
	return SystemFunction036(data, (ULONG)length);
}

typedef NTSTATUS(NTAPI *set_information)(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, ULONG);

enum {
	file_disposition_information_ex = 64,
	thunk = 32, /* bytes of a system call in Wine's ntdll; it works wherever it stands */
	jump = 12,
};

#define INVALID_INFO_CLASS ((NTSTATUS)0xC0000003)

static set_information original;

static NTSTATUS NTAPI answered(HANDLE file, PIO_STATUS_BLOCK status, PVOID info, ULONG length, ULONG class) {
	return class == file_disposition_information_ex ? INVALID_INFO_CLASS : original(file, status, info, length, class);
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
	(void)self, (void)reserved;
	if (reason != DLL_PROCESS_ATTACH) return TRUE;
	BYTE *at = (BYTE *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtSetInformationFile");
	BYTE *copy = VirtualAlloc(NULL, thunk, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
	DWORD before;
	if (at == NULL || copy == NULL || !VirtualProtect(at, thunk, PAGE_EXECUTE_READWRITE, &before)) return FALSE;
	memcpy(copy, at, thunk);
	original = (set_information)copy;
	BYTE code[jump] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0}; /* mov rax, answered; jmp rax */
	set_information to = answered;
	memcpy(code + 2, &to, sizeof to);
	memcpy(at, code, jump);
	return VirtualProtect(at, thunk, before, &before);
}
