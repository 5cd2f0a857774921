// Package darkroom makes pictures of documents from scratch, good ones and ones
// spoilt by a known amount, so that what scan/worth says of a picture can be
// measured.
//
// A document (letter, licence lookalike, identity card, person before a
// curtain, screenshot) is drawn, laid on a desk, a scanner's glass or a display,
// and photographed by simulation: perspective, uneven and coloured light, the
// lens, noise, JPEG. No picture shows a real person or paper. It is for tests
// and for the command scan/worth/measure; the program itself does not link it.
package darkroom

import (
	"image"
	"iter"
	"math/rand/v2"

	"recordaldesk/store/scan/worth"
)

// Picture is one picture of the set with the truth about it.
type Picture struct {
	Index    int
	Thing    string      // what is shown: letter, plain (a letter without a seal), licence, card, certificate, face, screen
	Way      string      // how it was taken: photo, flatbed, page (of a PDF), crop (by a scanning program), stitched, camera, file
	Material string      // the material as which it is judged
	Fault    worth.Fault // what was spoilt; empty: it is good
	Amount   float64     // by how much, 0 just beyond the limit, 1 far; of a good one how near to it
	Image    image.Image
}

// task is one kind of picture.
type task struct {
	thing, way string
	fault      worth.Fault
}

// ways says how each thing is brought in.
var ways = map[string][]string{
	"letter":      {"photo", "flatbed", "page", "crop"},
	"plain":       {"photo", "page"},
	"licence":     {"photo", "flatbed", "crop"},
	"card":        {"photo", "flatbed", "stitched"},
	"certificate": {"photo", "page"},
	"face":        {"camera"},
	"screen":      {"file"},
}

// things lists the things in the order in which the set goes through them.
var things = []string{"letter", "licence", "card", "face", "certificate", "screen", "plain"}

var materials = map[string][]string{
	"letter":      {"authorization_letter", "responsibility_letter", "check_list"},
	"plain":       {"jiangsu_notification", "jiangsu_commitment"},
	"licence":     {"host_certificate"},
	"card":        {"legal_representative_id", "website_lead_id"},
	"certificate": {"domain_certificate"},
	"face":        {"face_photo"},
	"screen":      {"account_screenshot", "domain_verification_screenshot"},
}

// spoilable says which faults a thing taken in a way can have. What is missing
// is either no fault there (a screenshot without colour) or cannot happen (glare
// on a scanner's glass).
func spoilable(thing, way string) []worth.Fault {
	switch thing {
	case "screen":
		return []worth.Fault{worth.Small, worth.Blank}
	case "face":
		return []worth.Fault{worth.Small, worth.Blurred, worth.Dark, worth.Grey}
	}
	faults := []worth.Fault{worth.Small, worth.Blurred}
	if thing != "plain" && thing != "certificate" {
		faults = append(faults, worth.Grey)
	}
	switch way {
	case "photo":
		faults = append(faults, worth.Dark, worth.Glare, worth.Tilted, worth.BorderCut, worth.Moire)
	case "flatbed", "page", "crop":
		faults = append(faults, worth.Tilted)
		if thing != "certificate" { // a file as made may be of any part of it
			faults = append(faults, worth.BorderCut)
		}
	}
	if way == "photo" || way == "flatbed" || way == "page" {
		faults = append(faults, worth.Blank)
	}
	if thing == "card" {
		faults = append(faults, worth.OneSide)
	}
	return faults
}

func good() (tasks []task) {
	for _, thing := range things {
		for _, way := range ways[thing] {
			tasks = append(tasks, task{thing, way, ""})
		}
	}
	return tasks
}

func spoilt() (tasks []task) {
	for _, t := range good() {
		for _, f := range spoilable(t.thing, t.way) {
			tasks = append(tasks, task{t.thing, t.way, f})
		}
	}
	return tasks
}

// Set makes n pictures, one at a time, good and spoilt ones by turns. The same
// seed gives the same pictures; a picture depends on nothing but the seed and
// its index, so a part of the set is the same as in the whole.
func Set(seed uint64, n int) iter.Seq[Picture] {
	return func(yield func(Picture) bool) {
		for i := range n {
			if !yield(Make(seed, i)) {
				return
			}
		}
	}
}

// Make makes the picture index of the set of the seed.
func Make(seed uint64, index int) Picture {
	rng := rand.New(rand.NewPCG(seed, uint64(index)))
	tasks := good()
	if index%2 == 1 {
		tasks = spoilt()
	}
	// The order is shuffled by the seed alone, so that a short set has of all.
	order := rand.New(rand.NewPCG(seed, 1<<40)).Perm(len(tasks))
	t := tasks[order[index/2%len(tasks)]]
	names := materials[t.thing]
	material, amount := names[rng.IntN(len(names))], rng.Float64()
	// Every third time just beyond the limit (or, of a good one, close to it).
	if rng.IntN(3) == 0 {
		amount *= 0.2
	}
	return Picture{Index: index, Thing: t.thing, Way: t.way, Material: material, Fault: t.fault, Amount: amount, Image: compose(rng, t, amount)}
}

// Take makes one picture of a thing taken in a way ([Picture] lists them) with a
// fault, or none, of an amount from 0, just beyond the limit, to 1.
func Take(seed uint64, thing, way string, fault worth.Fault, amount float64) Picture {
	rng := rand.New(rand.NewPCG(seed, 1<<43))
	t := task{thing, way, fault}
	return Picture{Thing: thing, Way: way, Material: materials[thing][0], Fault: fault, Amount: amount, Image: compose(rng, t, amount)}
}
