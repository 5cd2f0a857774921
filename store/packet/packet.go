// Package packet writes the zip in which a filing leaves this machine, and reads
// it when it comes back: the filing, a workbook for people, the printed forms,
// the scans, a manifest of all of them, and beside the zip a mail draft.
//
// [Write] makes the zip and the draft; [Verify] is the gate through which every
// zip comes in, whether it was written here a second ago or mailed by a
// stranger. Write lets its own zip through that gate before it gives it its
// name, so that no file with the ending .zip is ever seen that Verify refuses.
//
// The entries stand in the zip in this order:
//
//	备案信息表.xlsx               the filing for a person, Chinese and English side by side
//	材料清单.pdf                  the checklist
//	forms/NN_….pdf               each printable form
//	materials/NN_….{pdf,jpg,png} each scan
//	filing.json                  the filing; its attachments name the entries below materials/
//	manifest.json                every other entry with its size and SHA-256
//
// NN is the item of the ICP team's list of materials, 00 for what is beyond the
// fourteen. The filing stands behind the scans and the manifest last, because
// only then are the hashes known that they name; a reader finds both by name.
//
// Where a packet of the filing left before, the checklist, the mail and the manifest say
// what changed since, and which items of a return notice were answered.
//
// The same input gives the same bytes: all times are the day the filing is
// judged on, nothing is random, and nothing names the machine; only a packet
// with a password is different each time. What goes wrong
// is an [*Error] or a failure of the disk; [Message] says either to a person.
package packet

import (
	"recordaldesk/rules"
	"recordaldesk/store/scan"
	"recordaldesk/store/workbook"
)

// Version is the version of Recordal Desk; FyneApp.toml says the same. Program is
// what calls itself the maker in a manifest and at the foot of a paper, so that
// the window and the command line pack a filing alike.
const (
	Version = "0.1.0"
	Program = "Recordal Desk " + Version
)

// Names of the entries that every packet has.
const (
	filingEntry    = "filing.json"
	workbookEntry  = workbook.FileName
	checklistEntry = "材料清单.pdf"
	manifestEntry  = "manifest.json"
	formsFolder    = "forms/"
	scansFolder    = "materials/"
)

// What a packet may be at the most. The gate must let through whatever the
// program itself can make, and stop what only an attack would make: two scans
// of the largest size [scan.Inspect] accepts and a dozen usual ones are far
// below these, as is a filing with fifty domains.
const (
	maxPacketBytes   = 200 << 20 // of the zip, and of all its entries unpacked
	maxEntries       = 256
	maxEntryBytes    = scan.MaxBytes // of one entry, unpacked
	maxManifestBytes = 1 << 20
	maxNameRunes     = 100
	maxRatio         = 200     // unpacked to packed size of a deflated entry
	ratioFreeBytes   = 1 << 20 // below which the ratio cannot hurt anyone
)

// copyBuffer is how much is read and written at a time: with the 32 kB of
// io.Copy the export takes a third longer.
const copyBuffer = 256 << 10

// Packet is what a verified zip holds.
type Packet struct {
	Filing   *rules.Filing
	Manifest Manifest
}

// Here reports whether the scan of an attachment lies in this zip, not in another
// part of the packet.
func (p *Packet) Here(a rules.Attachment) bool { return p.Manifest.find(a.File) != nil }

// FilingSHA256 is that of filing.json, by which another packet can name this one.
func (p *Packet) FilingSHA256() string {
	if e := p.Manifest.find(filingEntry); e != nil {
		return e.SHA256
	}
	return ""
}
