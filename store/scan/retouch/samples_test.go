package retouch

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"recordaldesk/assets/fonts"
	"recordaldesk/store/scan"
)

// The pictures of these tests are made here. Nobody in them exists: the company,
// the person and every number are invented.

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var testFont = sync.OnceValue(func() *opentype.Font { return must(opentype.Parse(fonts.Regular())) })

// write draws a line of text whose baseline begins at x, y, with size pixels an em.
func write(dst draw.Image, x, y, size float64, ink color.Color, text string) {
	face := must(opentype.NewFace(testFont(), &opentype.FaceOptions{Size: size, DPI: 72}))
	d := font.Drawer{Dst: dst, Src: image.NewUniform(ink), Face: face, Dot: fixed.P(int(x), int(y))}
	d.DrawString(text)
}

func plain(w, h int, c color.Color) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(m, m.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return m
}

var black = color.RGBA{25, 25, 30, 255}

// textPage is a page of A4 with text of 10.5 points on it, as wide as w pixels,
// but for a gap in the middle.
func textPage(w int) *image.RGBA {
	h := w * 297 / 210
	m := plain(w, h, color.RGBA{246, 245, 240, 255})
	dot := float64(w) / 210 * 25.4 / 72 // pixels a point
	size := 10.5 * dot
	words := []rune("本单位承诺所提交的备案信息真实准确并对网站内容负责如有变更将及时办理手续遵守电信条例与互联网信息服务管理办法")
	for y, n := 60*dot, 0; y < float64(h)-60*dot; y, n = y+size*1.6, n+7 {
		if y > float64(h)*.55 && y < float64(h)*.68 {
			continue
		}
		line := make([]rune, 42)
		for i := range line {
			line[i] = words[(n+i)%len(words)]
		}
		write(m, 75*dot, y, size, black, string(line))
	}
	return m
}

// idCard is the back of no real card: a face, a name, a number, on a desk.
func idCard(w int) *image.RGBA {
	h := w * 3 / 4
	m := plain(w, h, color.RGBA{120, 92, 66, 255})
	f := float64(w)
	card := image.Rect(w/10, h/8, w*9/10, h/8+w*8/10*54/86)
	draw.Draw(m, card, image.NewUniform(color.RGBA{226, 236, 240, 255}), image.Point{}, draw.Src)
	x, y := float64(card.Min.X), float64(card.Min.Y)
	for i, text := range []string{"姓名  苏晓禾", "性别  女    民族  汉", "出生  1988 年 6 月 1 日", "住址  北京市朝阳区样例路 12 号", "        星禾大厦 3 层"} {
		write(m, x+f*.04, y+f*(.08+.065*float64(i)), f*.033, black, text)
	}
	write(m, x+f*.04, y+f*.46, f*.033, black, "公民身份号码   110105198806010026")
	face := image.Rect(card.Max.X-w/4, card.Min.Y+h/20, card.Max.X-w/25, card.Min.Y+h*2/5)
	draw.Draw(m, face, image.NewUniform(color.RGBA{196, 208, 224, 255}), image.Point{}, draw.Src)
	cx, cy := float64(face.Min.X+face.Max.X)/2, float64(face.Min.Y)+f*.11
	for yy := face.Min.Y; yy < face.Max.Y; yy++ {
		for xx := face.Min.X; xx < face.Max.X; xx++ {
			dx, dy := (float64(xx)-cx)/f, (float64(yy)-cy)/f
			switch {
			case math.Hypot(dx/.05, (dy+.03)/.06) < 1 && dy < -.02:
				m.SetRGBA(xx, yy, color.RGBA{30, 25, 22, 255})
			case math.Hypot(dx/.045, dy/.06) < 1:
				m.SetRGBA(xx, yy, color.RGBA{222, 180, 150, 255})
			case dy > .07 && math.Abs(dx) < .03+(dy-.07)*.9:
				m.SetRGBA(xx, yy, color.RGBA{40, 50, 80, 255})
			}
		}
	}
	return m
}

// licence is a sheet with a frame, a heading, rows of text and a red seal.
func licence(w int) *image.RGBA {
	h := w * 7 / 10
	m := plain(w, h, color.RGBA{250, 246, 232, 255})
	f := float64(w)
	for i := range w / 60 {
		d := w/50 + i
		c := color.RGBA{190, 150, 70, 255}
		for x := d; x < w-d; x++ {
			m.SetRGBA(x, d, c)
			m.SetRGBA(x, h-d, c)
		}
		for y := d; y < h-d; y++ {
			m.SetRGBA(d, y, c)
			m.SetRGBA(w-d, y, c)
		}
	}
	write(m, f*.36, f*.14, f*.07, black, "营业执照")
	write(m, f*.07, f*.2, f*.018, black, "统一社会信用代码  91110105MA01A2B3C4")
	for i, text := range []string{"名    称  北京星禾样例科技有限公司", "类    型  有限责任公司", "法定代表人  苏晓禾", "经营范围  软件开发、信息咨询"} {
		write(m, f*.09, f*(.26+.05*float64(i)), f*.022, black, text)
	}
	for i, text := range []string{"注册资本  壹佰万元整", "成立日期  2018年05月21日", "住    所  北京市朝阳区样例路12号"} {
		write(m, f*.55, f*(.26+.05*float64(i)), f*.022, black, text)
	}
	write(m, f*.66, f*.6, f*.024, black, "登记机关")
	write(m, f*.66, f*.64, f*.02, black, "2018 年 05 月 21 日")
	seal(m, f*.72, f*.58, f*.07)
	return m
}

func seal(m *image.RGBA, cx, cy, r float64) {
	red := color.RGBA{205, 40, 45, 255}
	for y := int(cy - r); y < int(cy+r); y++ {
		for x := int(cx - r); x < int(cx+r); x++ {
			d, angle := math.Hypot(float64(x)-cx, float64(y)-cy)/r, math.Atan2(float64(y)-cy, float64(x)-cx)
			if d > .92 && d < 1 || d < .3*(1+.5*math.Cos(5*angle+1.57)) || d > .65 && d < .82 && math.Mod(angle+4, .35) < .2 {
				m.SetRGBA(x, y, red)
			}
		}
	}
}

// photo is what a phone makes of a picture: uneven light and grain.
func photo(m *image.RGBA, grain float64) *image.YCbCr {
	r := rand.New(rand.NewPCG(1, 2))
	out := image.NewRGBA(m.Rect)
	w, h := float64(m.Rect.Dx()), float64(m.Rect.Dy())
	for i := 0; i < len(m.Pix); i += 4 {
		x, y := float64(i%m.Stride/4)/w-.4, float64(i/m.Stride)/h-.4
		light := 1 - .25*math.Sqrt(x*x+y*y)
		bits := r.Uint64()
		noise := (float64(bits&0xffff)+float64(bits>>16&0xffff))/0xffff*grain - grain
		for c := range 3 {
			out.Pix[i+c] = uint8(min(max(float64(m.Pix[i+c])*light+noise, 0), 255))
		}
		out.Pix[i+3] = 255
	}
	return must(jpeg.Decode(bytes.NewReader(jpegOf(out)))).(*image.YCbCr)
}

func jpegOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 93}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func pngOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func inspect(t testing.TB, data []byte) scan.Info {
	t.Helper()
	info, err := scan.Inspect(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("inspect: %v", err)
	}
	return info
}

func testFontData() []byte { return fonts.Full() }
