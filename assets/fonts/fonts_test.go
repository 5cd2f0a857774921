package fonts

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/font/sfnt"
)

var all = map[string]Face{"regular": FaceRegular, "bold": FaceBold, "full": FaceFull}

func TestFacesAreNamedAndDrawn(t *testing.T) {
	for name, file := range map[string][]byte{
		"Noto Sans CJK SC": Regular(), "Noto Sans CJK SC Bold": Bold(),
	} {
		face, err := sfnt.Parse(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, err := face.Name(nil, sfnt.NameIDFull); err != nil || got != name {
			t.Errorf("full name %q, %v; want %q", got, err, name)
		}
		if got, err := face.Name(nil, sfnt.NameIDCopyright); err != nil || !strings.Contains(got, "Adobe") {
			t.Errorf("%s: copyright %q, %v; the licence wants it kept", name, got, err)
		}
		index, err := face.GlyphIndex(nil, '备')
		if err != nil {
			t.Fatal(err)
		}
		outline, err := face.LoadGlyph(nil, index, 1000<<6, nil)
		if err != nil || len(outline) < 10 {
			t.Errorf("%s: 备 has %d segments, %v", name, len(outline), err)
		}
	}
}

func TestCovers(t *testing.T) {
	tests := []struct {
		name, text string
		face       Face
		missing    rune
	}{
		{"words of a filing", "备案主体：北京示例科技有限公司（第①步）→ 已完成 ✓", FaceRegular, 0},
		{"words in bold", "第一步 主体单位信息 · Step 1", FaceBold, 0},
		{"pinyin and foreign names", "Lǚliáng, Müller, Ōta", FaceRegular, 0},
		{"places beyond the common characters", "鄠邑区 瀍河区 浉河区 勐海县", FaceRegular, 0},
		{"characters of names in the table of 8105", "翀 珺 璟 𬱖 䶮 㙍 煊 喆", FaceRegular, 0},
		{"traditional characters are for the full face", "陳", FaceRegular, '陳'},
		{"and it has them", "陳 龍 䶮 㙍", FaceFull, 0},
		{"beyond the subset", "𠮷野", FaceRegular, '𠮷'},
		{"a rare name", "𠮷野", FaceFull, 0},
		{"beyond every face", "𪚥", FaceFull, '𪚥'},
		{"an emoji", "好😀", FaceFull, '😀'},
		{"a rare name in bold", "喆", FaceBold, '喆'},
		{"line breaks and joiners need no glyph", "一\r\n\t二\u200d\ufe0f", FaceBold, 0},
		{"nothing", "", FaceRegular, 0},
		{"an unknown face", "a", Face(9), 'a'},
		{"broken UTF-8", "a\xff", FaceRegular, '\ufffd'},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			missing, ok := Covers(tt.face, tt.text)
			if missing != tt.missing || ok != (tt.missing == 0) {
				t.Errorf("Covers(%q) = %q, %v; want %q, %v", tt.text, missing, ok, tt.missing, tt.missing == 0)
			}
		})
	}
}

func TestCoversFromManyGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for name, face := range all {
				if r, ok := Covers(face, "备案"); !ok {
					t.Errorf("%s lacks %c", name, r)
				}
			}
		})
	}
	wg.Wait()
}

func TestFacesHaveTheCharactersListedForThem(t *testing.T) {
	for file, face := range map[string]Face{"regular.txt": FaceRegular, "bold.txt": FaceBold} {
		mustCover(t, face, file)
	}
	mustCover(t, FaceFull, "regular.txt")
}

func TestTheProgramsOwnWordsCanBeShown(t *testing.T) {
	files, err := filepath.Glob("../../translations/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "../divisions/divisions.tsv")
	for _, file := range files {
		mustCover(t, FaceRegular, file)
		mustCover(t, FaceBold, file)
	}
}

// mustCover names every character of a file that the face lacks.
func mustCover(t *testing.T, face Face, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lacking := map[rune]bool{}
	for _, r := range string(text) {
		if _, ok := Covers(face, string(r)); !ok && !lacking[r] {
			lacking[r] = true
			t.Errorf("%s: face %d lacks %q (U+%04X): choose another, or run make.sh", file, face, r, r)
		}
	}
}

func BenchmarkCovers(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Covers(FaceRegular, "北京示例科技有限公司")
	}
}

func BenchmarkFirstCall(b *testing.B) {
	for name, file := range map[string][]byte{"regular": regular, "full": full} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				scan(file)
			}
		})
	}
}
