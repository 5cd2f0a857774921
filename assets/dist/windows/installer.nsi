; The installer for Windows. It needs no administrator: everything goes into the user's
; own folder and the user's own part of the registry. cmd/dist gives it VERSION, FROM (the
; folder of the files), ICON, SIDE, OUT and KILOBYTES.
;
;   recordal-desk-…-setup.exe /S [/D=C:\folder]   installs without a question
;
; Exit codes: 0 installed, 1 cancelled, 2 the program is running or a file cannot be written.

Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh

!define NAME "Recordal Desk"
!define LINK "备案台 Recordal Desk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\RecordalDesk"
!define CLASSES "Software\Classes"

Name "${LINK}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
SetCompressor /SOLID lzma
BrandingText "${LINK} ${VERSION}"
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true

VIProductVersion "${VERSION}.0"
!macro describe LANG DESCRIPTION PRODUCT
VIAddVersionKey /LANG=${LANG} "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=${LANG} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG} "FileDescription" "${DESCRIPTION}"
VIAddVersionKey /LANG=${LANG} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG} "CompanyName" "Recordal Desk"
VIAddVersionKey /LANG=${LANG} "LegalCopyright" "MIT"
!macroend
!insertmacro describe 2052 "备案台安装程序" "备案台"
!insertmacro describe 1033 "Recordal Desk installer" "Recordal Desk"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_FINISHPAGE_RUN "$INSTDIR\recordal.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(start)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(stays)"
!define MUI_UNFINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first one is taken where Windows speaks another language.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

!macro text ID CHINESE ENGLISH
LangString ${ID} 2052 "${CHINESE}"
LangString ${ID} 1033 "${ENGLISH}"
!macroend
!insertmacro text start "打开备案台" "Open Recordal Desk"
!insertmacro text running "备案台正在运行。请关闭它的窗口（内容会自动保存），然后重试。" "Recordal Desk is running. Please close its window (everything is saved by itself), then try again."
!insertmacro text denied "无法写入这个文件夹，请选择另一个文件夹：" "This folder cannot be written to; please choose another:"
!insertmacro text stays "卸载只删除程序。您的备案、扫描件和备份保留在 $LOCALAPPDATA\recordal-desk，不再需要时请自行删除。" "Only the program is removed. Your filings, scans and backups stay in $LOCALAPPDATA\recordal-desk; delete that folder yourself once you no longer need them."
!insertmacro text main "程序" "The program"
!insertmacro text mainMore "备案台、命令行程序，以及“开始”菜单中的快捷方式。" "The window, the command line program, and an entry in the Start menu."
!insertmacro text desktop "桌面快捷方式" "Desktop shortcut"
!insertmacro text desktopMore "在桌面上放一个快捷方式。" "Puts a shortcut on the desktop."
!insertmacro text open "“打开方式”菜单" "The menu Open with"
!insertmacro text openMore "在压缩包、备案文件和信息表的“打开方式”里列出备案台；默认打开方式不变。" "Lists Recordal Desk under Open with of packets, filings and workbooks; what opens them by default stays."
!insertmacro text safe "备案台（安全图形）" "Recordal Desk (safe graphics)"
!insertmacro text packet "ICP备案压缩包" "ICP recordal packet"
!insertmacro text filing "ICP备案文件" "ICP recordal filing"
!insertmacro text workbook "备案信息表" "ICP recordal workbook"

; A program that is running cannot be written to; nor can a folder that is another's.
!macro closed UN
Function ${UN}closed
	StrCpy $1 "recordal.exe"
	again:
	IfFileExists "$INSTDIR\$1" 0 free
	ClearErrors
	FileOpen $0 "$INSTDIR\$1" a
	IfErrors busy
	FileClose $0
	free:
	StrCmp $1 "safe-graphics\recordal.exe" done
	StrCpy $1 "safe-graphics\recordal.exe"
	Goto again
	busy:
	MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDRETRY again
	SetErrorLevel 2
	Quit
	done:
FunctionEnd
!macroend
!insertmacro closed ""
!insertmacro closed "un."

Section "$(main)" SectionMain
	SectionIn RO
	Call closed
	ClearErrors
	SetOverwrite try
	!include "${FROM}-put.nsh"
	SetOutPath "$INSTDIR"
	IfErrors 0 written
	MessageBox MB_OK|MB_ICONSTOP "$(denied)$\n$INSTDIR" /SD IDOK
	SetErrorLevel 2
	Quit
	written:
	; It is the file of the program before this one; the program makes it anew.
	Delete "$INSTDIR\safe-graphics\recordal.exe"
	WriteUninstaller "$INSTDIR\uninstall.exe"

	CreateDirectory "$SMPROGRAMS\${LINK}"
	CreateShortcut "$SMPROGRAMS\${LINK}\${LINK}.lnk" "$INSTDIR\recordal.exe"
	Delete "$SMPROGRAMS\${LINK}\*graphics*.lnk"
	Delete "$SMPROGRAMS\${LINK}\备案台（安全图形）.lnk"
	IfFileExists "$INSTDIR\safe-graphics\opengl32.dll" 0 +2
	CreateShortcut "$SMPROGRAMS\${LINK}\$(safe).lnk" "$INSTDIR\recordal.exe" "-graphics safe" "$INSTDIR\recordal.exe"

	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${LINK}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\recordal.exe"
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "$(desktop)" SectionDesktop
	CreateShortcut "$DESKTOP\${LINK}.lnk" "$INSTDIR\recordal.exe"
SectionEnd

; A packet is a zip and a filing is JSON, so nothing is taken from the program that opens
; these by default: ours is one more that they can be opened with.
; https://learn.microsoft.com/en-us/windows/win32/shell/how-to-include-an-application-on-the-open-with-dialog-box
!macro kind ID EXTENSION TEXT
	WriteRegStr HKCU "${CLASSES}\${ID}" "" "${TEXT}"
	WriteRegStr HKCU "${CLASSES}\${ID}\DefaultIcon" "" "$INSTDIR\recordal.exe,0"
	WriteRegStr HKCU "${CLASSES}\${ID}\shell\open\command" "" '"$INSTDIR\recordal.exe" "%1"'
	WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${ID}" ""
	WriteRegStr HKCU "${CLASSES}\Applications\recordal.exe\SupportedTypes" "${EXTENSION}" ""
!macroend
Section "$(open)" SectionOpen
	!insertmacro kind "RecordalDesk.Packet" ".zip" "$(packet)"
	!insertmacro kind "RecordalDesk.Filing" ".json" "$(filing)"
	!insertmacro kind "RecordalDesk.Workbook" ".xlsx" "$(workbook)"
	WriteRegStr HKCU "${CLASSES}\Applications\recordal.exe" "FriendlyAppName" "${LINK}"
	WriteRegStr HKCU "${CLASSES}\Applications\recordal.exe\shell\open\command" "" '"$INSTDIR\recordal.exe" "%1"'
	Call changed
SectionEnd

!macro changed UN
Function ${UN}changed
	; SHChangeNotify(SHCNE_ASSOCCHANGED, SHCNF_IDLIST): Explorer reads the menus anew.
	System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
FunctionEnd
!macroend
!insertmacro changed ""
!insertmacro changed "un."

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
!insertmacro MUI_DESCRIPTION_TEXT ${SectionMain} "$(mainMore)"
!insertmacro MUI_DESCRIPTION_TEXT ${SectionDesktop} "$(desktopMore)"
!insertmacro MUI_DESCRIPTION_TEXT ${SectionOpen} "$(openMore)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

!macro forget ID EXTENSION
	DeleteRegKey HKCU "${CLASSES}\${ID}"
	DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${ID}"
	DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
	DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

; Only what was installed goes, file by file: beside it may lie a data folder.
Section "un.${NAME}"
	Call un.closed
	!include "${FROM}-remove.nsh"
	Delete "$INSTDIR\safe-graphics\recordal.exe"
	RMDir "$INSTDIR\safe-graphics"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR"
	RMDir /r "$SMPROGRAMS\${LINK}"
	Delete "$DESKTOP\${LINK}.lnk"
	!insertmacro forget "RecordalDesk.Packet" ".zip"
	!insertmacro forget "RecordalDesk.Filing" ".json"
	!insertmacro forget "RecordalDesk.Workbook" ".xlsx"
	DeleteRegKey HKCU "${CLASSES}\Applications\recordal.exe"
	DeleteRegKey HKCU "${UNINSTALL}"
	Call un.changed
SectionEnd
