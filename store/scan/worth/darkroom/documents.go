package darkroom

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
)

// The characters that the documents' text is made of: a reader need not
// understand it, but it must look like text.
const characters = "有限公司信息网站备案负责人电话地址经营范围技术服务开发咨询转让推广计算机软件及辅助设备销售企业管理市场营销策划会议承办展览组织文化艺术交流互联真实准确保证遵守国家法律规定承担责任按照要求办理变更注销提供材料核验单位证件号码住所日期签字盖章第一二三四五六七八九十条如实填写不得转借他用自行"

const (
	families = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
	given    = "明华建国文军志强丽娜秀英敏静伟芳涛超勇艳杰娟霞平刚桂兰梅"
	places   = "北京上海天津重庆河北山西辽宁江苏浙江安徽福建山东湖北湖南广东四川陕西甘肃"
)

func pick(rng *rand.Rand, s string) string {
	r := []rune(s)
	return string(r[rng.IntN(len(r))])
}

func words(rng *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(pick(rng, characters))
		if i%13 == 12 && i < n-1 {
			b.WriteString("，")
		}
	}
	return b.String()
}

func digits(rng *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		fmt.Fprint(&b, rng.IntN(10))
	}
	return b.String()
}

func person(rng *rand.Rand) string { return pick(rng, families) + pick(rng, given) + pick(rng, given) }

func company(rng *rand.Rand) string {
	return pick(rng, places) + pick(rng, places) + pick(rng, given) + pick(rng, given) + pick(rng, given) + "科技有限公司"
}

func day(rng *rand.Rand) string {
	return fmt.Sprintf("%d年%02d月%02d日", 2019+rng.IntN(8), 1+rng.IntN(12), 1+rng.IntN(28))
}

var (
	black    = color.RGBA{28, 28, 30, 255}
	blueInk  = color.RGBA{30, 45, 120, 255}
	paleBlue = color.RGBA{70, 120, 180, 255}
)

func paperWhite(rng *rand.Rand) color.RGBA {
	v := uint8(240 + rng.IntN(13))
	return color.RGBA{v, v, v - uint8(rng.IntN(6)), 255}
}

// letter is an A4 page of black text, signed and sealed in red. What makes it
// one unit's own (names, values, signature) follows own, all else rng.
func letter(rng, own *rand.Rand, dpi float64, sealed bool) *sheet {
	s := newSheet(rng, 210, 297, dpi, paperWhite(rng))
	unit := company(own)
	s.centred(24, 7, black, pick(rng, characters)+"站备案"+words(rng, 4)+"书")
	y := 44.0
	size := 3.7 + 1.3*rng.Float64()
	if rng.IntN(2) == 0 { // a form with a table before the text
		for range 4 + rng.IntN(5) {
			s.box(25, y, 160, 9, 0.3, black)
			s.fill(62, y, 0.3, 9, black)
			s.text(28, y+2.6, 3.9, black, words(rng, 4+rng.IntN(4)))
			s.text(65, y+2.6, 3.9, black, words(own, 6+own.IntN(14)))
			y += 9
		}
		y += 8
	}
	last := 205 + 20*rng.Float64()
	for y < last {
		n := int(160 / size)
		if rng.IntN(4) == 0 {
			n = 4 + rng.IntN(n-4)
		}
		s.text(25, y, size, black, trim(words(rng, n), n))
		y += size * 1.75
	}
	s.text(112, 238, 4.2, black, unit)
	s.text(125, 250, 4.2, black, day(own))
	s.text(30, 238, 4.2, black, "签字：")
	s.rng = own
	pen := black
	if sealed && rng.IntN(3) == 0 {
		pen = blueInk
	}
	s.signature(45, 233, 28, 11, pen)
	if sealed {
		s.seal(138+10*own.Float64(), 244, 38+4*own.Float64(), unit)
	}
	return s
}

func trim(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// rosette fills a box with the fine wavy lines of printed papers of value.
func (s *sheet) rosette(x, y, w, h, pitch, swing float64, c color.RGBA) {
	phase := s.rng.Float64() * 6
	for i := range int(h / pitch) {
		base := y + float64(i)*pitch
		px, py := x, base
		for t := 0.0; t <= w; t += w / 40 {
			nx, ny := x+t, base+swing*math.Sin(t/w*14+phase+float64(i)*0.11)+0.5*swing*math.Sin(t/w*31+float64(i)*0.07)
			s.line(px, py, nx, ny, 0.14, c)
			px, py = nx, ny
		}
	}
}

// emblem is a red disc with a gold rim and stars.
func (s *sheet) emblem(x, y, r float64) {
	gold := color.RGBA{225, 180, 60, 255}
	s.ellipse(x, y, r, r*1.04, gold)
	s.ellipse(x, y, r*0.82, r*0.86, color.RGBA{205, 30, 35, 255})
	s.star(x, y-r*0.35, r*0.25, gold)
	for i := range 4 {
		sin, cos := math.Sincos(math.Pi + (float64(i)+0.5)*math.Pi/4)
		s.star(x+cos*r*0.55, y+sin*r*0.3, r*0.09, gold)
	}
	s.fill(x-r*0.45, y+r*0.2, r*0.9, r*0.22, gold)
}

// licence looks like a business licence: emblem, coloured border, fine lines,
// a square code, a red seal.
func licence(rng *rand.Rand, dpi float64) *sheet {
	w, h := 210.0, 297.0
	if rng.IntN(2) == 0 {
		w, h = 297, 210
	}
	tone := uint8(rng.IntN(8))
	s := newSheet(rng, w, h, dpi, color.RGBA{248 - tone, 246 - tone, 236 - tone, 255})
	rim := color.RGBA{uint8(150 + rng.IntN(50)), uint8(120 + rng.IntN(40)), uint8(60 + rng.IntN(40)), 255}
	s.rosette(22, 24, w-44, h-48, 3.2, 1.6, color.RGBA{232, 226, 205, 255})
	s.box(10, 10, w-20, h-20, 1.2, rim)
	for x := 12.5; x < w-12; x += 4 {
		s.ellipse(x, 14, 1.5, 1.5, rim)
		s.ellipse(x, h-14, 1.5, 1.5, rim)
	}
	for y := 14.0; y < h-12; y += 4 {
		s.ellipse(14, y, 1.5, 1.5, rim)
		s.ellipse(w-14, y, 1.5, 1.5, rim)
	}
	s.box(17, 17, w-34, h-34, 0.6, rim)
	s.emblem(w/2, 36, 11)
	s.centred(52, 15, black, "营业执照")
	s.code(w-52, 30, 22)
	s.text(30, 60, 3.4, black, "统一社会信用代码")
	s.text(30, 65, 4.2, black, "91"+digits(rng, 16))
	unit := company(rng)
	y := 84.0
	for i, label := range []string{"名　　称", "类　　型", "法定代表人", "经营范围", "注册资本", "成立日期", "住　　所"} {
		s.text(30, y, 4.6, color.RGBA{110, 80, 40, 255}, label)
		value := [...]string{unit, "有限责任公司", person(rng), words(rng, 20), digits(rng, 3) + "万元整", day(rng), words(rng, 14)}[i]
		s.text(62, y, 4.6, black, value)
		y += 9
		if label == "经营范围" {
			for range 2 {
				s.text(62, y-1, 4.6, black, words(rng, 18))
				y += 8
			}
		}
	}
	s.text(w-95, h-52, 5.2, black, "登记机关")
	s.text(w-75, h-38, 4.6, black, day(rng))
	s.seal(w-62, h-46, 40, pick(rng, places)+pick(rng, places)+"市场监督管理局")
	return s
}

// code is a square of random modules like a QR code.
func (s *sheet) code(x, y, size float64) {
	const n = 29
	m := size / n
	for i := range n {
		for j := range n {
			corner := (i < 7 && j < 7) || (i < 7 && j >= n-7) || (i >= n-7 && j < 7)
			if !corner && s.rng.IntN(2) == 0 {
				s.fill(x+float64(j)*m, y+float64(i)*m, m, m, black)
			}
		}
	}
	for _, c := range [][2]float64{{0, 0}, {n - 7, 0}, {0, n - 7}} {
		s.box(x+c[0]*m, y+c[1]*m, 7*m, 7*m, m, black)
		s.fill(x+(c[0]+2)*m, y+(c[1]+2)*m, 3*m, 3*m, black)
	}
}

// The identity card's size (ISO/IEC 7810, ID-1).
const cardWidth, cardHeight = 85.6, 54.0

// cardFace is the side of an identity card with the person's data.
func cardFace(rng *rand.Rand, dpi float64) *sheet {
	s := cardBlank(rng, dpi)
	s.rosette(3, 6, 80, 44, 1.5, 0.8, color.RGBA{196, 216, 226, 255})
	line := func(x, y float64, label, value string) {
		s.text(x, y, 2.4, paleBlue, label)
		s.text(x+9.5, y-0.2, 2.9, black, value)
	}
	line(6, 6.5, "姓名", person(rng))
	line(6, 13.5, "性别", pick(rng, "男女"))
	s.text(26, 13.5, 2.4, paleBlue, "民族")
	s.text(34, 13.3, 2.9, black, pick(rng, "汉满回苗壮"))
	birth := fmt.Sprintf("%d%02d%02d", 1960+rng.IntN(45), 1+rng.IntN(12), 1+rng.IntN(28))
	line(6, 20, "出生", birth[:4]+" 年 "+birth[4:6]+" 月 "+birth[6:]+" 日")
	line(6, 27, "住址", words(rng, 11))
	s.text(15.5, 31.2, 2.9, black, words(rng, 9))
	s.text(6, 45, 2.4, paleBlue, "公民身份号码")
	s.text(28, 44.4, 3.6, black, digits(rng, 6)+birth+digits(rng, 4))
	s.portrait(70, 21, 10.5, 15, false)
	return s
}

// cardBack is the side with the emblem.
func cardBack(rng *rand.Rand, dpi float64) *sheet {
	s := cardBlank(rng, dpi)
	s.rosette(2, 16, 82, 26, 1.2, 1.1, color.RGBA{225, 190, 190, 255})
	s.emblem(14, 14, 8)
	s.text(27, 7, 5.6, black, "中华人民共和国")
	s.text(31, 17, 6.2, black, "居民身份证")
	s.text(22, 38, 2.4, black, "签发机关")
	s.text(36, 37.8, 2.9, black, pick(rng, places)+pick(rng, places)+"市公安局")
	s.text(22, 44, 2.4, black, "有效期限")
	s.text(36, 43.8, 2.9, black, fmt.Sprintf("20%02d.%02d.%02d-20%02d.%02d.%02d", 10+rng.IntN(9), 1+rng.IntN(12), 1+rng.IntN(28), 30+rng.IntN(9), 1+rng.IntN(12), 1+rng.IntN(28)))
	return s
}

// cardBlank is the pastel ground of a card, bluish at one end, rosy at the other.
func cardBlank(rng *rand.Rand, dpi float64) *sheet {
	s := newSheet(rng, cardWidth, cardHeight, dpi, color.RGBA{225, 232, 236, 255})
	for x := range s.Rect.Dx() {
		t := float64(x) / float64(s.Rect.Dx())
		c := color.RGBA{uint8(212 + 22*t), uint8(228 - 4*t), uint8(236 - 10*t), 255}
		for y := range s.Rect.Dy() {
			s.SetRGBA(x, y, c)
		}
	}
	return s
}

// portrait draws a head of half-width rx and half-height ry with shoulders.
func (s *sheet) portrait(x, y, rx, ry float64, whole bool) {
	shade := s.rng.IntN(40)
	skin := color.RGBA{uint8(232 - shade), uint8(190 - shade), uint8(160 - shade), 255}
	dark := color.RGBA{uint8(skin.R - 30), uint8(skin.G - 32), uint8(skin.B - 30), 255}
	hair := color.RGBA{uint8(25 + s.rng.IntN(30)), uint8(22 + s.rng.IntN(20)), 24, 255}
	cloth := color.RGBA{uint8(30 + s.rng.IntN(150)), uint8(40 + s.rng.IntN(120)), uint8(60 + s.rng.IntN(120)), 255}
	scale := 0.62
	if whole {
		scale = 1
	}
	fx, fy := rx*scale, ry*scale
	bottom := y + fy*2.1
	if whole {
		bottom = s.h
	}
	s.polygon(cloth, [2]float64{x - fx*2.1, bottom}, [2]float64{x - fx*1.9, y + fy*1.65}, [2]float64{x - fx*0.6, y + fy*1.2},
		[2]float64{x + fx*0.6, y + fy*1.2}, [2]float64{x + fx*1.9, y + fy*1.65}, [2]float64{x + fx*2.1, bottom})
	if bottom > y+fy*1.3 {
		s.polygon(color.RGBA{235, 236, 238, 255}, [2]float64{x - fx*0.5, y + fy*1.2}, [2]float64{x, y + fy*1.75}, [2]float64{x + fx*0.5, y + fy*1.2})
	}
	s.fill(x-fx*0.36, y+fy*0.6, fx*0.72, fy*0.68, dark)
	s.ellipse(x, y-fy*0.16, fx*1.1, fy*1.02, hair)
	s.ellipse(x-fx*0.97, y+fy*0.05, fx*0.14, fy*0.2, skin)
	s.ellipse(x+fx*0.97, y+fy*0.05, fx*0.14, fy*0.2, skin)
	s.ellipse(x, y+fy*0.06, fx*0.94, fy*0.94, skin)
	s.ellipse(x, y-fy*0.72, fx*0.8, fy*0.3, hair)
	for _, side := range []float64{-1, 1} {
		ex := x + side*fx*0.4
		s.ellipse(ex, y-fy*0.06, fx*0.17, fy*0.055, color.White)
		s.ellipse(ex, y-fy*0.06, fx*0.075, fy*0.055, black)
		s.line(ex-fx*0.2, y-fy*0.2, ex+fx*0.2, y-fy*0.22, fy*0.05, hair)
	}
	s.line(x-fx*0.02, y, x-fx*0.1, y+fy*0.28, fx*0.05, dark)
	s.line(x-fx*0.1, y+fy*0.28, x+fx*0.1, y+fy*0.28, fx*0.05, dark)
	s.line(x-fx*0.28, y+fy*0.52, x+fx*0.28, y+fy*0.52, fy*0.06, color.RGBA{170, 80, 80, 255})
}

// certificate is a domain certificate: landscape, a plain frame, few colours.
func certificate(rng *rand.Rand, dpi float64) *sheet {
	s := newSheet(rng, 297, 210, dpi, paperWhite(rng))
	rim := color.RGBA{uint8(40 + rng.IntN(60)), uint8(80 + rng.IntN(60)), uint8(140 + rng.IntN(60)), 255}
	s.box(12, 12, 273, 186, 2, rim)
	s.box(16, 16, 265, 178, 0.5, rim)
	s.centred(32, 13, rim, "域名注册证书")
	y := 72.0
	for _, label := range []string{"域名", "域名所有者", "注册商", "注册日期", "到期日期"} {
		s.text(60, y, 6, black, label)
		s.text(115, y, 6, black, words(rng, 7+rng.IntN(9)))
		y += 16
	}
	s.text(60, 162, 4.2, black, words(rng, 40))
	if rng.IntN(2) == 0 {
		s.seal(235, 155, 40, company(rng))
	}
	return s
}

// before is a person before the curtain with its logo, number and slogan.
func before(rng *rand.Rand, dpi float64) *sheet {
	s := newSheet(rng, 240, 180, dpi, color.RGBA{uint8(190 + rng.IntN(50)), uint8(205 + rng.IntN(40)), uint8(225 + rng.IntN(25)), 255})
	if rng.IntN(2) == 0 {
		w, h := 180.0, 240.0
		s = newSheet(rng, w, h, dpi, s.RGBAAt(0, 0))
	}
	mark := color.RGBA{uint8(20 + rng.IntN(60)), uint8(60 + rng.IntN(60)), uint8(140 + rng.IntN(70)), 255}
	for i := range 5 { // folds of the cloth
		x := s.w * (float64(i) + rng.Float64()) / 5
		for k := range 12 {
			s.fill(x+float64(k)*0.7, 0, 0.7, s.h, color.RGBA{0, 0, 0, uint8(10 - abs(k-6)*10/6)})
		}
	}
	s.text(8, 8, 9, mark, "网站备案"+words(rng, 2))
	s.text(8, 20, 6, mark, "NO."+digits(rng, 8))
	s.ellipse(s.w-24, 20, 11, 11, mark)
	s.star(s.w-24, 20, 8, color.White)
	s.text(8, s.h-22, 6, mark, words(rng, 12))
	s.portrait(s.w/2+8*(rng.Float64()-0.5), s.h*0.45, s.h*0.13, s.h*0.18, true)
	for y := range s.Rect.Dy() { // pores and weave
		for x := range s.Rect.Dx() {
			p := s.Pix[s.PixOffset(x, y):]
			d := rng.IntN(7) - 3
			for i := range 3 {
				p[i] = uint8(max(0, min(255, int(p[i])+d)))
			}
		}
	}
	return s
}

func abs(i int) int { return max(i, -i) }

// screen is a screenshot; its dpi is taken so that a millimetre is a pixel.
func screen(rng *rand.Rand, w, h float64) *sheet {
	s := newSheet(rng, w, h, mmPerInch, color.RGBA{250, 250, 252, 255})
	bar := color.RGBA{uint8(20 + rng.IntN(60)), uint8(30 + rng.IntN(60)), uint8(50 + rng.IntN(90)), 255}
	s.fill(0, 0, w, 48, bar)
	s.text(16, 14, 20, color.White, words(rng, 6))
	side := w * 0.18
	s.fill(0, 48, side, h-48, color.RGBA{236, 238, 243, 255})
	for y := 70.0; y < h-30; y += 40 {
		s.text(14, y, 14, color.RGBA{60, 64, 72, 255}, words(rng, 4+rng.IntN(4)))
	}
	for y := 80.0; y < h-50; y += 36 {
		s.fill(side+20, y+26, w-side-40, 1, color.RGBA{222, 224, 230, 255})
		s.text(side+24, y, 15, color.RGBA{110, 114, 122, 255}, words(rng, 4))
		s.text(side+24+w*0.2, y, 15, color.RGBA{30, 32, 38, 255}, words(rng, 5+rng.IntN(8)))
	}
	s.fill(w-140, h-44, 110, 30, color.RGBA{240, 130, 30, 255})
	return s
}
