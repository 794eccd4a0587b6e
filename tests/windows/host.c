/* The host of the Windows runtime under Wine: as dotnet.exe it runs "dotnet app.dll ...", under any other name it runs
   NAME.dll beside itself, as an application host does. Both by hostfxr of the runtime that run.sh has laid out.

   It is here for two things that Wine 8 does otherwise than Windows:

   - Dead exception frames. Wine registers frames of its own in the thread's list (TEB, NT_TIB.ExceptionList). The managed
     exception handling of .NET 9 and later leaves them behind when it jumps over them, so that the list points into a
     stack that others use meanwhile; the next exception calls what lies there ("SuspendThread failed", 0x80131506, threads
     that vanish). So dead frames are taken off before Wine reads the list: when an exception is raised, and when a stack is
     unwound.
   - No console. A program that is started without a terminal has none, and PowerShell's own host then ends at once, with 0
     and without a word. Such a program is started once more, with a console that has no window.

   x86_64-w64-mingw32-gcc -O2 -w -municode -o dotnet.exe host.c */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

#define END_OF_LIST ((EXCEPTION_REGISTRATION_RECORD *)-1)
#define SECOND_START L"FEISHUHIRE_HOST_HAS_CONSOLE"

/* ---- exception frames ---- */

static const void *image_of(const void *address)
{
    void *image = NULL;
    RtlPcToFileHeader((void *)address, &image);
    return image;
}

/* A frame is alive as long as the function that registered it runs: where a walk from here comes to the frame's place on
   the stack, there is a function of the handler's own library, since every library of Wine has a handler of its own. */
static BOOL is_alive(const EXCEPTION_REGISTRATION_RECORD *frame, const CONTEXT *here, const NT_TIB *thread)
{
    const ULONG_PTR address = (ULONG_PTR)frame, top = (ULONG_PTR)thread->StackBase;
    CONTEXT walk = *here;
    if (address < here->Rsp || address >= top || address % 8 != 0 || !image_of(frame->Handler)) return FALSE;
    for (;;) {
        const DWORD64 code = walk.Rip, stack = walk.Rsp;
        DWORD64 image, establisher;
        void *data;
        RUNTIME_FUNCTION *function = RtlLookupFunctionEntry(code, &image, NULL);
        if (function) {
            RtlVirtualUnwind(UNW_FLAG_NHANDLER, image, code, function, &walk, &data, &establisher, NULL);
        } else {
            walk.Rip = *(DWORD64 *)stack;
            walk.Rsp = stack + 8;
        }
        if (address < walk.Rsp) return image_of((void *)code) == image_of(frame->Handler);
        if (!walk.Rip || walk.Rsp <= stack || walk.Rsp >= top) return FALSE;
    }
}

/* The list is cut at the first dead frame: what it says of the ones below is not to be trusted. */
static void drop_dead_frames(const CONTEXT *here)
{
    NT_TIB *thread = (NT_TIB *)NtCurrentTeb();
    EXCEPTION_REGISTRATION_RECORD *first = thread->ExceptionList, **link = &first;
    if (first == END_OF_LIST) return;
    thread->ExceptionList = END_OF_LIST; /* for a fault of the walk itself */
    while (*link != END_OF_LIST && is_alive(*link, here, thread)) link = (EXCEPTION_REGISTRATION_RECORD **)&(*link)->prev;
    *link = END_OF_LIST;
    thread->ExceptionList = first;
}

static LONG CALLBACK before_dispatch(EXCEPTION_POINTERS *exception)
{
    drop_dead_frames(exception->ContextRecord);
    return EXCEPTION_CONTINUE_SEARCH;
}

typedef void(WINAPI *unwind_function)(void *frame, void *target, EXCEPTION_RECORD *record, void *result);
typedef void(WINAPI *unwind_ex_function)(void *frame, void *target, EXCEPTION_RECORD *record, void *result, CONTEXT *context, void *history);
static unwind_function wine_unwind;
static unwind_ex_function wine_unwind_ex;

static void WINAPI unwind(void *frame, void *target, EXCEPTION_RECORD *record, void *result)
{
    CONTEXT here;
    RtlCaptureContext(&here);
    drop_dead_frames(&here);
    wine_unwind(frame, target, record, result);
}

static void WINAPI unwind_ex(void *frame, void *target, EXCEPTION_RECORD *record, void *result, CONTEXT *context, void *history)
{
    CONTEXT here;
    RtlCaptureContext(&here);
    drop_dead_frames(&here);
    wine_unwind_ex(frame, target, record, result, context, history);
}

/* A jump to a function, within the 4 GB above an image that an export's 32-bit offset can reach. */
static char *make_jump(char *image, const void *target)
{
    const size_t step = 0x100000, first = 0x1000000, last = 0xF0000000u;
    for (size_t offset = first; offset < last; offset += step) {
        char *jump = VirtualAlloc(image + offset, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_EXECUTE_READWRITE);
        if (!jump) continue;
        memcpy(jump, "\x48\xb8", 2); /* mov rax, target */
        memcpy(jump + 2, &target, 8);
        memcpy(jump + 10, "\xff\xe0", 2); /* jmp rax */
        return jump;
    }
    return NULL;
}

/* Whoever imports the name from now on gets the other function. */
static void replace_export(const wchar_t *library, const char *name, const void *target)
{
    char *image = (char *)GetModuleHandleW(library);
    IMAGE_NT_HEADERS *headers = (IMAGE_NT_HEADERS *)(image + ((IMAGE_DOS_HEADER *)image)->e_lfanew);
    IMAGE_EXPORT_DIRECTORY *exports = (IMAGE_EXPORT_DIRECTORY *)(image + headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT].VirtualAddress);
    DWORD *names = (DWORD *)(image + exports->AddressOfNames);
    DWORD *functions = (DWORD *)(image + exports->AddressOfFunctions);
    WORD *ordinals = (WORD *)(image + exports->AddressOfNameOrdinals);
    for (DWORD i = 0; i < exports->NumberOfNames; i++) {
        if (strcmp(image + names[i], name) != 0) continue;
        char *jump = make_jump(image, target);
        DWORD *entry = functions + ordinals[i], protection;
        if (!jump) return;
        VirtualProtect(entry, sizeof(*entry), PAGE_READWRITE, &protection);
        *entry = (DWORD)(jump - image);
        VirtualProtect(entry, sizeof(*entry), protection, &protection);
        return;
    }
}

static void mend_exceptions(void)
{
    const wchar_t *libraries[] = { L"ntdll", L"kernel32", L"kernelbase" };
    wine_unwind = (unwind_function)GetProcAddress(GetModuleHandleW(L"ntdll"), "RtlUnwind");
    wine_unwind_ex = (unwind_ex_function)GetProcAddress(GetModuleHandleW(L"ntdll"), "RtlUnwindEx");
    for (int i = 0; i < 3; i++) {
        replace_export(libraries[i], "RtlUnwind", unwind);
        replace_export(libraries[i], "RtlUnwindEx", unwind_ex);
    }
    AddVectoredExceptionHandler(TRUE, before_dispatch);
}

/* ---- console ---- */

static BOOL has_console(void)
{
    HANDLE console = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
    if (console == INVALID_HANDLE_VALUE) return FALSE;
    CloseHandle(console);
    return TRUE;
}

/* Whoever ends this process ends the other with it: the job goes with its last handle. */
static int start_with_console(void)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = { 0 };
    STARTUPINFOW start = { sizeof(start) };
    PROCESS_INFORMATION process;
    DWORD code = 1;
    HANDLE job = CreateJobObjectW(NULL, NULL);
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof(limits));
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    SetEnvironmentVariableW(SECOND_START, L"1");
    if (!CreateProcessW(NULL, GetCommandLineW(), NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, NULL, &start, &process)) return 132;
    AssignProcessToJobObject(job, process.hProcess);
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}

/* ---- the runtime ---- */

typedef int (*main_function)(int count, const wchar_t **arguments, const wchar_t *host, const wchar_t *root, const wchar_t *application);

static int run(int count, wchar_t **arguments, const wchar_t *self, const wchar_t *root, const wchar_t *application)
{
    wchar_t path[MAX_PATH], version[MAX_PATH] = L"";
    WIN32_FIND_DATAW found;
    swprintf(path, MAX_PATH, L"%ls\\host\\fxr\\*", root);
    HANDLE search = FindFirstFileW(path, &found);
    if (search != INVALID_HANDLE_VALUE) {
        do {
            if (found.cFileName[0] != L'.') wcscpy(version, found.cFileName); /* run.sh lays out one */
        } while (FindNextFileW(search, &found));
        FindClose(search);
    }
    swprintf(path, MAX_PATH, L"%ls\\host\\fxr\\%ls\\hostfxr.dll", root, version);
    HMODULE library = LoadLibraryW(path);
    if (!library) {
        fwprintf(stderr, L"There is no runtime at %ls\n", path);
        return 131;
    }
    main_function start = (main_function)GetProcAddress(library, "hostfxr_main_startupinfo");
    return start(count, (const wchar_t **)arguments, self, root, application);
}

int wmain(int count, wchar_t **arguments)
{
    wchar_t self[MAX_PATH], root[MAX_PATH], application[MAX_PATH] = L"", seen[2];
    GetModuleFileNameW(NULL, self, MAX_PATH);
    wcscpy(root, self);
    wchar_t *name = wcsrchr(root, L'\\');
    if (_wcsicmp(name + 1, L"dotnet.exe") == 0) {
        *name = 0;
    } else {
        wcscpy(application, self);
        wcscpy(wcsrchr(application, L'.'), L".dll");
        if (!GetEnvironmentVariableW(L"DOTNET_ROOT", root, MAX_PATH)) {
            fwprintf(stderr, L"DOTNET_ROOT names no runtime.\n");
            return 131;
        }
        if (!GetEnvironmentVariableW(SECOND_START, seen, 2) && !has_console()) return start_with_console();
        SetEnvironmentVariableW(SECOND_START, NULL); /* what it starts is not started by us */
    }
    mend_exceptions();
    return run(count, arguments, self, root, application);
}
