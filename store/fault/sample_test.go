package fault

import (
	"crypto/sha256"
	"encoding/hex"
	"io"

	"recordaldesk/rules"
	"recordaldesk/store"
)

// sample is a filing as people fill it in. Its persons and companies are invented.
func sample() store.Record {
	f := rules.New("new_recordal")
	f.AsOf = "2026-11-23"
	f.Account = rules.Account{ID: "123456789012", Company: "杭州青禾示例科技有限公司", Relationship: "same"}
	f.Host.Name = "杭州青禾示例科技有限公司"
	f.Host.Nature = "enterprise"
	f.Host.Certificate = rules.Certificate{
		Type: "business_licence", Number: "91330100MA7QHEXA60", Address: "浙江省杭州市西湖区示例路18号3幢502室",
		ValidFrom: "2019-03-12", ValidUntil: "long_term",
	}
	f.Host.Province, f.Host.City, f.Host.County = "330000", "330100", "330106"
	f.Host.Address = "示例路18号3幢502室"
	f.Host.LegalRepresentative = rules.Person{
		Name:     "欧阳示例",
		Document: rules.Document{Type: "resident_id", Number: "330106198503120044", ValidFrom: "2016-05-01", ValidUntil: "2036-05-01"},
		Mobile:   "13800138000", EmergencyPhone: "13900139000", Email: "ouyang@qinghe-example.cn",
	}
	f.Websites[0].Name = "青禾示例官网"
	f.Websites[0].HomePage = "www.qinghe-example.cn"
	f.Websites[0].Services = []string{"company_portal"}
	f.Websites[0].Languages = []string{"zh_hans"}
	f.Websites[0].Domains = []rules.Domain{{
		Name: "qinghe-example.cn", Holder: "杭州青禾示例科技有限公司", Registrar: "示例域名注册有限公司",
		RegisteredOn: "2020-01-01", ExpiresOn: "2030-01-01", VerifiedOn: "2020-01-05",
	}}
	return store.Record{Filing: f, Page: "host", Field: "0", Left: []string{"kind"}}
}

// called is the sample under another host name.
func called(name string) store.Record {
	r := sample()
	r.Filing.Host.Name = name
	return r
}

// pattern is bytes that no two seeds share.
type pattern struct {
	seed string
	left int // bytes to come
}

func (p *pattern) Read(b []byte) (n int, err error) {
	for n < len(b) && p.left > 0 {
		sum := sha256.Sum256([]byte(p.seed))
		p.seed = hex.EncodeToString(sum[:])
		wrote := copy(b[n:min(len(b), n+p.left)], p.seed)
		n += wrote
		p.left -= wrote
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
