# Recordal Desk 备案台. Go and make are all that must be there; what else is
# needed is installed by the targets that need it (see .ci/install).

# One set of build tags and flags everywhere, so that the toolkit is compiled once:
# it takes minutes. Of "test" the toolkit takes one thing, that it does not look for
# fonts of the system: the program brings its own, and the first start on a PC with
# many would take seconds, each style of text the memory of one more Chinese font.
TAGS        := no_emoji,migrated_fynedo,x11,test
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FOLDERS     := cmd ui store rules assets translations docs

export GOFLAGS += -buildvcs=false

.PHONY: help run build sample test test-quick test-window test-windows fuzz fuzz-ci faults soak bench bench-compare bench-packet bench-import bench-store bench-queue screenshots contact-sheet help-pictures room dist dist-macos dist-twice check-dist licences clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run: build ## build, and open the window (without a display: do the sample headless)
	@if [ -n "$$DISPLAY" ]; then \
		./build/recordal; \
	else \
		echo "没有图形界面（DISPLAY 为空），改为不开窗口处理样例备案。"; \
		echo "There is no display (DISPLAY is empty), so the sample filing is done without a window."; \
		if [ -n "$$WAYLAND_DISPLAY" ]; then \
			echo "Wayland 桌面请先启用 XWayland，才能打开窗口。"; \
			echo "On Wayland the window needs XWayland, which sets DISPLAY."; \
		fi; \
		$(MAKE) --no-print-directory sample; \
	fi

build: ## build the window and the command line into build/
	@.ci/install build
	go build -tags $(TAGS) -o build/recordal ./cmd/recordal
	CGO_ENABLED=0 go build -o build/recordalctl ./cmd/recordalctl

sample: ## do the main job on the sample filing without a window
	@[ -x build/recordalctl ] || CGO_ENABLED=0 go build -o build/recordalctl ./cmd/recordalctl
	@rm -rf build/sample build/export
	@mkdir -p build
	./build/recordalctl sample --out build/sample
	./build/recordalctl check build/sample/filing.json
	@echo
	@echo "压缩包和邮件草稿 · The zip and the mail draft:"
	@./build/recordalctl export --filing build/sample/filing.json --out build/export

test: ## install what the tests need, and run all of them
	@.ci/install build test
	$(MAKE) --no-print-directory test-quick fuzz-ci test-window

test-quick: ## format, vet, staticcheck, unit and widget tests, race detector
	@wrong=$$(gofmt -l $(FOLDERS)); [ -z "$$wrong" ] || { echo "gofmt would change: $$wrong"; exit 1; }
	go vet -tags $(TAGS) ./...
	go run $(STATICCHECK) -tags $(TAGS) ./...
	go test -tags $(TAGS) ./...
	CGO_ENABLED=0 go build -o build/recordalctl ./cmd/recordalctl
	go test -race -short -skip '$(one-goroutine)' $$($(without-toolkit))

# Left out under the race detector, which makes them take minutes: tests that do
# much work in one goroutine, where nothing can race, or in other programs; and
# those that measure memory, of which the detector takes its own share.
one-goroutine = MemoryDoesNotGrow|ExtraMemory|MemoryOfEncryption|HugeFilings|AWrongDigit|LoadRefuses|AnyPlaceIsAccepted|AMegabyte|RightChanges|AKilledExport|OtherProgramsRead|AStopLeaves|HostileKit|HostileNames|RareNames|FormsSay|FormsOfSeveral|TheSameInput|NothingIsCutOff|HostileText|PapersAreDrafts|PageDraws|ADamagedCache|TwelveMegapixels|HostileWorkbooks|IsReadBackAsTheFiling|ACellIsRead|LibreOfficeSaves|OpenpyxlSaves|WhatAKindMayAsk|ThePageIsKnown|OtherPicturesHaveNoCode|EveryPageSays|TheCodeIsFoundWhere|TextStandsWhere|OfTheKindsIsCutOff|ADiskThatFailsAtAny|PartsAppearTogether|AMarkOnAPDFLies|TheFiguresAreThose|TheColourModelMakes|APictureOfAnything|HaveTheirGolden|EveryFlippedBit|APacketIsWeighed|AChangedEncryptedPacket|LeavesNoSmallCopies|OddTextsComeBack|FiveMillionCharacters

# The packages that do not import Fyne, their tests included: with the race
# detector the toolkit would have to be compiled a second time.
without-toolkit = go list -tags $(TAGS) \
	-f '{{.ImportPath}} {{.Deps}} {{.TestImports}} {{.XTestImports}}' ./... | \
	grep -v 'fyne\.io/fyne/' | cut -d ' ' -f 1

test-window: ## type a filing in a real window, with a pinyin input method
	@[ -f cmd/recordal/e2e_test.go ] || { echo "cmd/recordal/e2e_test.go is missing"; exit 1; }
	go build -tags $(TAGS) -o build/recordal ./cmd/recordal
	RECORDAL_E2E=1 RECORDAL_E2E_SHOTS=$(CURDIR)/build/e2e .ci/e2e-display go test -tags $(TAGS) -count=1 -v -timeout 20m ./cmd/recordal

# The program for Windows as it is shipped: the flags are those of the packages.
WINE    := $(CURDIR)/build/wine
WINDOWS := GOOS=windows GOARCH=amd64
FOR_WINDOWS := -trimpath -tags $(TAGS)

test-windows: ## build the program for Windows, and test it under Wine: in a window, and what lies below it
	@.ci/install build test windows
	$(WINDOWS) CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc go build $(FOR_WINDOWS) -ldflags "-s -w -H=windowsgui" -o build/windows/recordal.exe ./cmd/recordal
	$(WINDOWS) CGO_ENABLED=0 go build $(FOR_WINDOWS) -o build/windows/recordalctl.exe ./cmd/recordalctl
	CGO_ENABLED=0 go build -o build/recordalctl ./cmd/recordalctl
	.ci/wine/prefix $(WINE)
	WINEPREFIX=$(WINE) RECORDAL_WINE=$(CURDIR)/build/windows RECORDAL_E2E_SHOTS=$(CURDIR)/build/e2e-windows \
		.ci/e2e-display go test -tags $(TAGS) -count=1 -v -timeout 15m -run OnWindows ./cmd/recordal
	WINEPREFIX=$(WINE) $(WINDOWS) CGO_ENABLED=0 .ci/e2e-display go test -tags $(TAGS) -short -count=1 -timeout 10m \
		-exec .ci/wine/run -skip '$(not-under-wine)' $(under-wine)

# Packages in which something is different on Windows: files, processes, locks, the system.
under-wine = ./store ./store/crash ./store/held ./store/inbox ./store/intake ./store/keyring ./store/packet ./store/private \
	./store/recheck ./store/returning ./store/salvage ./store/scan ./store/seal ./store/workbook ./store/worklist \
	./store/bench ./store/edition ./store/handover ./translations ./ui/composing ./ui/instance ./ui/journal ./ui/session

# What supposes rights in the mode of a file, names that Windows does not take, links, which
# Wine 8 cannot make, the renaming or removing of what is open, or a log file read
# while another process writes it.
not-under-wine = ALinkIsNoPrivateFolder|WhatALinkLeadsTo|ABackupHoldsDraftsAndScans|WhereWALCannotBe|AnyFolderNameOpens|OnlyTheUserCanLook|AFolderThatAnotherProgram|TheCopyOfAKilledProgram|FolderIsTakenAwayGoOn|HostileNamesGoTheirWay|NothingLeadsOutOfTheFolder|DesksThatAreKilled|AKilledExport|AnotherFolderOfTheName|TheKindOfAnErrorIsSaid|AFolderThatVanishes

FUZZTIME ?= 20s

fuzz: ## give every reader random files, FUZZTIME=20s each; FUZZ=FuzzVerify for one of them
	@.ci/fuzz $(FUZZTIME) $(FUZZ)

fuzz-ci: ## give each kind of file that comes from elsewhere a minute, two at a time
	@.ci/fuzz $(or $(CIFUZZTIME),60s) --kinds

# CI: a fault that this machine cannot have is a failure, so that the table has all.
KILLS ?= 5000
CUTS ?= 1200
FAILURES ?= 40

faults: ## kill the store 5,000 times, cut its power, fill its disk …; writes store/fault/TABLE.md
	@.ci/install test
	CI=true RECORDAL_KILLS=$(KILLS) RECORDAL_CUTS=$(CUTS) RECORDAL_FLIPS=2000 RECORDAL_FAILURES=$(FAILURES) \
		RECORDAL_FAULT_TABLE=$(CURDIR)/store/fault/TABLE.md CGO_ENABLED=0 go test -count=1 -timeout 120m ./store/fault
	@cat store/fault/TABLE.md

SOAK ?= 50000

soak: ## type for a long day, 50,000 autosaves: memory and the database's log must not grow
	RECORDAL_SOAK=$(SOAK) CGO_ENABLED=0 go test -count=1 -v -timeout 120m -run ALongDay ./store/fault

bench: ## measure everything beside its peers, in one table, which docs/numbers.md keeps; BENCH=start for some lines
	@.ci/install build test bench
	RECORDAL_BENCH=1 .ci/e2e-display go run ./cmd/bench -tags $(TAGS) -only '$(BENCH)' $(if $(BENCH),,-out docs/numbers.md)

bench-compare: ## tell what is worse by more than 10 % than in the commit AGAINST=HEAD; BENCH=start for some lines
	@.ci/install build test bench
	RECORDAL_BENCH=1 .ci/e2e-display go run ./cmd/bench -tags $(TAGS) -only '$(BENCH)' -against $(or $(AGAINST),HEAD)


bench-packet: ## measure what goes into a packet beside other programs
	@.ci/install test bench
	CGO_ENABLED=0 go test -run '^$$' -bench BesidePeers -benchtime 1x -timeout 60m \
		./store/packet ./store/paper ./store/workbook ./store/scan/retouch

bench-import: ## measure the import of 1,000 packets beside unzip and sha256sum; takes 5 GB of disk
	@.ci/install test bench
	RECORDAL_PACKETS=1000 CGO_ENABLED=0 go test -run '^$$' -bench ImportBesidePeers -benchtime 1x -timeout 60m ./store/intake

bench-store: ## measure saving, opening, searching, scans and backups beside SQLite in C and the disk
	@.ci/install build
	CGO_ENABLED=0 go test -run '^$$' -bench 'BesidePeers|DecryptAll' -benchtime 5x -timeout 60m ./store

bench-queue: ## measure the queue of a review desk over 100,000 filings, in a window that is painted
	@.ci/install test
	TMPDIR=$$(test -w /dev/shm && echo /dev/shm || echo /tmp) go test -run '^$$' -bench Queue -benchtime 20x -timeout 60m -tags $(TAGS) ./ui/desk

screenshots: ## draw every page in both languages, light and dark, into build/screenshots
	@.ci/install build test
	@rm -rf build/screenshots
	@mkdir -p build/screenshots
	RECORDAL_SCREENSHOTS=$(CURDIR)/build/screenshots \
		.ci/e2e-display go test -tags $(TAGS) -count=1 -timeout 40m -run Screenshots ./cmd/recordal
	@[ -n "$$(ls build/screenshots)" ] || { echo "no screenshot was drawn"; exit 1; }
	@echo "build/screenshots: $$(ls build/screenshots | wc -l) files"

contact-sheet: build ## one HTML file with a picture of every screen in every language, into build/; needs no display
	./build/recordal -contact-sheet build/contact-sheet.html
	@ls -l build/contact-sheet.html

help-pictures: ## take the pictures of the help of the program itself, without a display
	go run -tags $(TAGS) ./ui/help/make ui/help/pictures
	@du -sh ui/help/pictures

room: ## measure how much room each text has in the layout, for translations/labels/room.toml
	go run -tags $(TAGS) ./ui/places/make > build/room.toml
	mv build/room.toml translations/labels/room.toml

dist: ## build the packages for Windows and Linux into build/dist, with their SHA-256
	@.ci/install build dist
	CGO_ENABLED=0 go run ./cmd/dist -out build/dist

dist-macos: ## build the program for macOS into build/dist; on a Mac
	@.ci/dist-macos

# The second build has nothing of the first one's compiled code where FRESH is set, which
# takes half an hour.
dist-twice: ## build all packages twice, in two folders, and compare them byte by byte
	@.ci/dist-twice $(FRESH)

check-dist: ## install, start and remove the packages of build/dist, under Wine and on bare systems
	@.ci/install build test dist
	.ci/check-dist

licences: ## collect anew what is said of the licences of all that the program is linked of
	CGO_ENABLED=0 go run ./assets/licences/make

clean: ## remove what was built, drawn and exported
	rm -rf build
