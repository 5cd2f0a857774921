package packet

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recordaldesk/rules"
	"recordaldesk/translations"
)

// namer makes the names of the entries and keeps them apart, also for file
// systems that do not tell capital letters from small ones.
type namer struct {
	websites int // of the filing
	taken    map[string]bool
}

func newNamer(f *rules.Filing) *namer {
	return &namer{websites: len(f.Websites), taken: map[string]bool{}}
}

// scan returns the name of the entry of an attachment, such as
// materials/09_域名证书_example.cn.pdf. The ending comes with its dot.
func (n *namer) scan(item int, a rules.Attachment, ending string) string {
	return n.free(n.scanBase(item, a), ending)
}

func (n *namer) scanBase(item int, a rules.Attachment) string {
	parts := []string{safeName(materialName(a.MaterialID()), 90)}
	if n.websites > 1 && a.Website >= 0 {
		parts = append(parts, say("member.websites", map[string]string{"number": strconv.Itoa(a.Website + 1)}))
	}
	if domain := safeName(a.Domain, 80); domain != "" {
		parts = append(parts, domain)
	}
	return fmt.Sprintf("%s%02d_%s", scansFolder, item, strings.Join(parts, "_"))
}

// form returns the name of the entry of a printed form, whose file the printer
// has called NN_….pdf.
func (n *namer) form(name string) string {
	return n.free(formsFolder+safeName(strings.TrimSuffix(name, ".pdf"), 180), ".pdf")
}

// free returns a name that is not taken: the second of two scans of one
// material gets _2.
func (n *namer) free(base, ending string) string { return n.freeOf(base, []string{ending})[0] }

// freeOf is free for files that share all of their name but the ending.
func (n *namer) freeOf(base string, endings []string) []string {
	longest := 0
	for _, ending := range endings {
		longest = max(longest, len(ending))
	}
	base = trimName(cutRunes(base, maxNameRunes-len("_99")-longest))
	for i := 1; ; i++ {
		numbered := base
		if i > 1 {
			numbered += "_" + strconv.Itoa(i)
		}
		names, free := make([]string, len(endings)), true
		for j, ending := range endings {
			names[j] = numbered + ending
			free = free && !n.taken[foldName(names[j])]
		}
		if free {
			for _, name := range names {
				n.taken[foldName(name)] = true
			}
			return names
		}
	}
}

func cutRunes(s string, limit int) string {
	for utf8.RuneCountInString(s) > limit {
		s = cut(s, len(s)-1)
	}
	return s
}

// materialName returns what a material is called in Chinese, its id where the
// rulebook of this program does not know it.
func materialName(id string) string {
	if translations.Has(translations.Chinese, "material."+id) {
		return say("material." + id)
	}
	return id
}

// foldName returns what two names have in common that a file system which
// ignores case takes for one.
func foldName(name string) string {
	return strings.Map(func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }, norm.NFC.String(name))
}

var (
	formName = regexp.MustCompile(`^forms/[0-9]{2}_[^/]+\.pdf$`)
	scanName = regexp.MustCompile(`^materials/[0-9]{2}_[^/]+\.(pdf|jpg|png)$`)
)

// isEntryName reports whether a packet may hold an entry with this name. It is
// asked before anything is unpacked, and it asks for more than the layout: a
// name that shows one thing and means another is refused in any folder.
func isEntryName(name string) bool {
	switch name {
	case filingEntry, workbookEntry, checklistEntry, manifestEntry:
		return true
	}
	if !utf8.ValidString(name) || !norm.NFC.IsNormalString(name) || utf8.RuneCountInString(name) > maxNameRunes {
		return false
	}
	if !formName.MatchString(name) && !scanName.MatchString(name) {
		return false
	}
	base := path.Base(name)
	stem := strings.TrimSuffix(base, path.Ext(base))
	return base == safeName(base, len(base)) && stem == trimName(stem)
}
