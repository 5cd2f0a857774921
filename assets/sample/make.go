//go:build ignore

// Make draws the scans of the sample filing: plain made-up papers with "样例
// SAMPLE" across them, so that nobody takes one for a real document. It prints
// the name and SHA-256 of each, as the filing's attachments name them.
//
//	go run make.go
package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"log"
	"math"
	"os"
	"path/filepath"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/math/fixed"

	"recordaldesk/assets/fonts"
)

var (
	paper = color.RGBA{253, 251, 245, 255}
	white = color.RGBA{255, 255, 255, 255}
	ink   = color.RGBA{34, 34, 40, 255}
	grey  = color.RGBA{110, 112, 120, 255}
	blue  = color.RGBA{20, 52, 140, 255}
	red   = color.RGBA{196, 30, 36, 255}
	bar   = color.RGBA{35, 47, 62, 255}
	line  = color.RGBA{218, 220, 224, 255}
)

func main() {
	for _, scan := range []struct {
		name string
		make func() *sheet
	}{
		{"account_screenshot.png", accountScreenshot},
		{"authorization_letter.jpg", authorizationLetter},
		{"responsibility_letter.jpg", responsibilityLetter},
		{"domain_certificate.jpg", domainCertificate},
		{"domain_verification_screenshot.png", domainVerification},
	} {
		s := scan.make()
		s.sample()
		data := s.encode(scan.name)
		if err := os.WriteFile(filepath.Join("scans", scan.name), data, 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %d bytes %x\n", scan.name, len(data), sha256.Sum256(data))
	}
}

func accountScreenshot() *sheet {
	s := blank(900, 520, white)
	s.fill(0, 0, 900, 46, bar)
	s.text(24, 30, 18, white, "云服务控制台（样例）")
	s.text(24, 96, 26, ink, "账户")
	return s.form(150, []row{
		{"账户 ID", "310277481096"},
		{"账户名称", "xinghe-yuntu"},
		{"公司名称", "北京星禾云图科技有限公司"},
		{"地址", "望和路18号院3号楼6层602室"},
		{"国家/地区", "CN"},
		{"电话号码", "+86 10 6473 8820"},
		{"电子邮件", "linzhiyao@xinghe-yuntu.cn"},
	})
}

func domainVerification() *sheet {
	s := blank(900, 510, white)
	s.fill(0, 0, 900, 46, blue)
	s.text(24, 30, 18, white, "域名服务控制台（样例）")
	s.text(24, 96, 26, ink, "域名实名认证")
	return s.form(150, []row{
		{"域名", "xinghe-yuntu.cn"},
		{"域名持有者", "北京星禾云图科技有限公司"},
		{"证件类型", "营业执照"},
		{"证件号码", "91110105MA6KD35T43"},
		{"认证状态", "已实名认证"},
		{"认证日期", "2024-03-20"},
		{"注册商", "北京青简域名服务有限公司"},
	})
}

func domainCertificate() *sheet {
	s := blank(1000, 707, paper)
	s.frame(28, blue)
	s.title(120, "国际/国内域名注册证书")
	s.form(190, []row{
		{"域名 Domain", "xinghe-yuntu.cn"},
		{"持有者 Registrant", "北京星禾云图科技有限公司"},
		{"注册商 Registrar", "北京青简域名服务有限公司"},
		{"注册日期 Registered", "2024-03-18"},
		{"到期日期 Expires", "2034-03-18"},
	})
	s.seal(800, 560)
	return s
}

func authorizationLetter() *sheet {
	s := blank(827, 1169, paper)
	s.title(150, "授 权 书")
	s.lines(250, []string{
		"北京光环新网科技股份有限公司：",
		"",
		"　　我单位北京星禾云图科技有限公司（统一社会信用代码",
		"91110105MA6KD35T43）现授权周予安为网站负责人，办理域名",
		"xinghe-yuntu.cn 所属网站的备案事宜。",
		"",
		"　　被授权人职务：技术部经理",
		"　　被授权人证件：居民身份证 320102198506073012",
		"　　授权期限：自签署之日起至备案注销之日止",
		"",
		"　　法定代表人（签字）：",
		"　　单位（盖章）：北京星禾云图科技有限公司",
		"　　日期：2026年11月18日",
	})
	s.handwriting(330, 690, "林知遥")
	s.seal(560, 760)
	return s
}

func responsibilityLetter() *sheet {
	s := blank(827, 1169, paper)
	s.title(140, "网络信息安全责任书")
	s.lines(220, []string{
		"责任单位：北京星禾云图科技有限公司",
		"网站名称：星禾云图企业官网",
		"域　　名：xinghe-yuntu.cn",
		"",
		"　　一、遵守互联网信息服务的法律法规，在备案的范围内提供服务。",
		"　　二、不制作、复制、发布法律法规禁止的内容。",
		"　　三、落实安全管理制度和技术措施，按规定留存日志。",
		"　　四、发现违法信息立即停止传输、保存记录并报告。",
		"　　五、备案信息变更时及时办理变更手续。",
		"",
		"　　负责人（签字）：",
		"　　单位（盖章）：北京星禾云图科技有限公司",
		"　　日期：2026年11月18日",
	})
	s.handwriting(270, 700, "林知遥")
	s.seal(560, 770)
	return s
}

// A sheet is a paper or a window that is being drawn.
type sheet struct{ *image.RGBA }

type row struct{ label, value string }

func blank(w, h int, background color.Color) *sheet {
	s := &sheet{image.NewRGBA(image.Rect(0, 0, w, h))}
	draw.Draw(s, s.Bounds(), image.NewUniform(background), image.Point{}, draw.Src)
	return s
}

func (s *sheet) fill(x0, y0, x1, y1 int, c color.Color) {
	draw.Draw(s, image.Rect(x0, y0, x1, y1), image.NewUniform(c), image.Point{}, draw.Src)
}

func (s *sheet) frame(inset int, c color.Color) {
	w, h := s.Bounds().Dx(), s.Bounds().Dy()
	for _, thick := range []struct{ at, width int }{{inset, 4}, {inset + 10, 1}} {
		a, b := thick.at, thick.width
		s.fill(a, a, w-a, a+b, c)
		s.fill(a, h-a-b, w-a, h-a, c)
		s.fill(a, a, a+b, h-a, c)
		s.fill(w-a-b, a, w-a, h-a, c)
	}
}

// form writes labels and values under one another, beginning at height y.
func (s *sheet) form(y int, rows []row) *sheet {
	for _, r := range rows {
		s.text(70, y, 19, grey, r.label)
		s.text(330, y, 19, ink, r.value)
		s.fill(60, y+14, s.Bounds().Dx()-60, y+15, line)
		y += 50
	}
	return s
}

func (s *sheet) lines(y int, lines []string) {
	for _, l := range lines {
		s.text(90, y, 21, ink, l)
		y += 44
	}
}

func (s *sheet) title(y int, text string) {
	width := font.MeasureString(face(38), text).Ceil()
	s.text((s.Bounds().Dx()-width)/2, y, 38, ink, text)
}

func (s *sheet) handwriting(x, y int, name string) { s.text(x, y, 34, blue, name) }

// seal draws a round stamp that says what it is: none.
func (s *sheet) seal(x, y int) {
	const radius = 78.0
	for dy := -80; dy <= 80; dy++ {
		for dx := -80; dx <= 80; dx++ {
			if r := math.Hypot(float64(dx), float64(dy)); r > radius-5 && r < radius {
				s.Set(x+dx, y+dy, red)
			}
		}
	}
	s.text(x-52, y+2, 34, red, "样例章")
	s.text(x-46, y+38, 20, red, "SPECIMEN")
}

// sample writes 样例 SAMPLE across the sheet.
func (s *sheet) sample() {
	const text = "样例 SAMPLE"
	b := s.Bounds()
	size := float64(b.Dx()) / 8
	width := font.MeasureString(face(size), text).Ceil()
	stamp := blank(width, int(size*1.4), color.Transparent)
	stamp.text(0, int(size*1.05), size, color.NRGBA{200, 40, 40, 70}, text)
	angle := -math.Pi / 7
	sin, cos := math.Sin(angle), math.Cos(angle)
	w, h := float64(stamp.Bounds().Dx())/2, float64(stamp.Bounds().Dy())/2
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	turn := f64.Aff3{cos, -sin, cx - cos*w + sin*h, sin, cos, cy - sin*w - cos*h}
	draw.BiLinear.Transform(s, turn, stamp, stamp.Bounds(), draw.Over, nil)
}

func (s *sheet) text(x, y int, size float64, c color.Color, text string) {
	d := font.Drawer{Dst: s, Src: image.NewUniform(c), Face: face(size), Dot: fixed.P(x, y)}
	d.DrawString(text)
}

func (s *sheet) encode(name string) []byte {
	var b bytes.Buffer
	var err error
	if filepath.Ext(name) == ".png" {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, s)
	} else {
		err = jpeg.Encode(&b, s, &jpeg.Options{Quality: 72})
	}
	if err != nil {
		log.Fatal(err)
	}
	return b.Bytes()
}

var (
	typeface *opentype.Font
	faces    = map[float64]font.Face{}
)

func face(size float64) font.Face {
	if faces[size] != nil {
		return faces[size]
	}
	var err error
	if typeface == nil {
		if typeface, err = opentype.Parse(fonts.Regular()); err != nil {
			log.Fatal(err)
		}
	}
	f, err := opentype.NewFace(typeface, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		log.Fatal(err)
	}
	faces[size] = f
	return f
}
