package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"recordaldesk/store/hostile"
)

// That hostile packets are refused is tested in store/hostile, with its kit.

// kit is a good packet, taken apart.
type kit struct {
	packet  []byte
	entries []hostile.Entry
}

func newKit(t *testing.T) *kit {
	t.Helper()
	r := mustWrite(t, t.TempDir(), sampleInput(t))
	packet, err := os.ReadFile(r.Zip)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(packet), int64(len(packet)))
	if err != nil {
		t.Fatal(err)
	}
	k := &kit{packet: packet}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		k.entries = append(k.entries, hostile.Entry{Name: f.Name, Data: data})
	}
	return k
}

// with returns the packet with its entries changed.
func (k *kit) with(change func(entries []hostile.Entry) []hostile.Entry) []byte {
	return hostile.Zip(change(append([]hostile.Entry{}, k.entries...)))
}

func TestAGoodPacketPassesTheGate(t *testing.T) {
	k := newKit(t)
	for name, data := range map[string][]byte{
		"as written": k.packet,
		"repacked by another program, all stored": k.with(func(e []hostile.Entry) []hostile.Entry { return e }),
		"repacked, all deflated": k.with(func(e []hostile.Entry) []hostile.Entry {
			for i := range e {
				e[i].Method = zip.Deflate
			}
			return e
		}),
		"repacked in another order": k.with(func(e []hostile.Entry) []hostile.Entry {
			e[0], e[len(e)-1] = e[len(e)-1], e[0]
			return e
		}),
	} {
		if _, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Who unpacks a packet and packs the files again means no harm, and is told what to
// send instead.
func TestAPacketThatWasPackedAgainIsToldFromATamperedOne(t *testing.T) {
	k := newKit(t)
	add := func(e hostile.Entry) []byte {
		return k.with(func(all []hostile.Entry) []hostile.Entry { return append([]hostile.Entry{e}, all...) })
	}
	each := func(change func(e *hostile.Entry)) []byte {
		return k.with(func(all []hostile.Entry) []hostile.Entry {
			for i := range all {
				change(&all[i])
			}
			return all
		})
	}
	for name, one := range map[string]struct {
		data []byte
		want Problem
	}{
		"with its folders, by 7-Zip":       {add(hostile.Entry{Name: "forms/", Mode: 0o040755}), Repacked},
		"with notes of macOS":              {add(hostile.Entry{Name: "__MACOSX/._filing.json"}), Repacked},
		"in a folder":                      {each(func(e *hostile.Entry) { e.Name = "ICP备案/" + e.Name }), Repacked},
		"names without UTF-8, by Info-ZIP": {each(func(e *hostile.Entry) { e.NoUTF8 = true }), Repacked},
		"with a program":                   {add(hostile.Entry{Name: "setup.exe"}), Unsafe},
		"scans from a Mac":                 {hostile.Zip([]hostile.Entry{{Name: "营业执照.jpg", NoUTF8: true}, {Name: "__MACOSX/._x"}}), NotPacket},
	} {
		var refused *Error
		if _, err := VerifyReader(context.Background(), bytes.NewReader(one.data), int64(len(one.data))); !errors.As(err, &refused) || refused.Problem != one.want {
			t.Errorf("%s: %v, want %s", name, err, one.want)
		}
	}
}

func TestEveryFlippedBitOfAPacketIsNoticed(t *testing.T) {
	k := newKit(t)
	good, err := VerifyReader(context.Background(), bytes.NewReader(k.packet), int64(len(k.packet)))
	if err != nil {
		t.Fatal(err)
	}
	want, err := encodeManifest(&good.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	noticed, harmless := 0, 0
	for i := range 400 {
		data := bytes.Clone(k.packet)
		bit := i * (len(data)*8 - 1) / 400
		data[bit/8] ^= 1 << (bit % 8)
		p, err := VerifyReader(context.Background(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			noticed++
			continue
		}
		// A time stamp or a version may change without changing the contents.
		if got, err := encodeManifest(&p.Manifest); err != nil || !bytes.Equal(got, want) {
			t.Errorf("bit %d changed the manifest unnoticed", bit)
		}
		harmless++
	}
	if noticed < 300 {
		t.Errorf("%d of 400 noticed, %d harmless", noticed, harmless)
	}
}

func TestTheGateStopsWithTheContext(t *testing.T) {
	k := newKit(t)
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	_, err := VerifyReader(ctx, bytes.NewReader(k.packet), int64(len(k.packet)))
	if id, _ := MessageID(err); id != "packet.problem.stopped" {
		t.Errorf("%v says %s", err, id)
	}
}
