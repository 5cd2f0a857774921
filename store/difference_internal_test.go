package store

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// What is found in the quick way, from the place where two records begin to differ, is
// what comparing all their members finds.
func TestTheOnlyStepIsTheDifference(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 2026))
	quick := 0
	for range 20_000 {
		value := anyRecord(random)
		before := asJSON(t, value)
		for range 1 + random.IntN(2) {
			value["filing"] = altered(random, value["filing"])
		}
		if random.IntN(4) == 0 {
			value["page"] = anyScalar(random)
		}
		after := asJSON(t, value)
		all, err := allSteps(before, after)
		if err != nil {
			t.Fatal(err)
		}
		found, err := difference(before, after)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := onlyStep(before, after); ok {
			quick++
		}
		if len(all)+len(found) > 0 && !reflect.DeepEqual(all, found) {
			t.Fatalf("from %s\nto   %s\nfound %s\nwant  %s", before, after, told(found), told(all))
		}
		if back, err := back(slices.Clone(after), found); err != nil || len(found) > 0 && !bytes.Equal(filingOf(t, back), filingOf(t, before)) {
			t.Fatalf("from %s\nto   %s\ntaken back: %s, %v", before, after, back, err)
		}
	}
	if quick < 2000 {
		t.Errorf("only %d differences were of one value", quick)
	}
}

func told(steps []Step) (text string) {
	for _, s := range steps {
		text += fmt.Sprintf("%s: %s → %s; ", s.At, s.Old, s.New)
	}
	return text
}

func filingOf(t *testing.T, record jsontext.Value) []byte {
	t.Helper()
	all, err := members(record)
	if err != nil {
		t.Fatal(err)
	}
	return all["filing"]
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func anyRecord(random *rand.Rand) map[string]any {
	return map[string]any{"filing": anyValue(random, 4), "page": anyScalar(random), "exported": nil}
}

func anyScalar(random *rand.Rand) any {
	switch random.IntN(5) {
	case 0:
		return nil
	case 1:
		return random.IntN(2) == 0
	case 2:
		return random.IntN(1200) - 100
	default:
		all := []string{"", "a", "ab", "a,b", `"`, `\`, "示例", "示例路1号", "示例路12号", "}", "[1]", ":", "null"}
		return all[random.IntN(len(all))]
	}
}

func anyValue(random *rand.Rand, deep int) any {
	switch kind := random.IntN(4); {
	case deep == 0 || kind == 0:
		return anyScalar(random)
	case kind == 1:
		list := []any{}
		for range random.IntN(4) {
			list = append(list, anyValue(random, deep-1))
		}
		return list
	default:
		object := map[string]any{}
		for range random.IntN(5) {
			object[[]string{"a", "b", "ab", "a/b", "~", "name", "名称"}[random.IntN(7)]] = anyValue(random, deep-1)
		}
		return object
	}
}

// altered changes, adds or removes something in a value, somewhere.
func altered(random *rand.Rand, v any) any {
	switch v := v.(type) {
	case map[string]any:
		names := slices.Sorted(maps.Keys(v))
		if len(names) == 0 || random.IntN(8) == 0 {
			v["new"] = anyValue(random, 1)
			return v
		}
		name := names[random.IntN(len(names))]
		if random.IntN(8) == 0 {
			delete(v, name)
		} else {
			v[name] = altered(random, v[name])
		}
		return v
	case []any:
		if len(v) == 0 || random.IntN(8) == 0 {
			return slices.Insert(v, random.IntN(len(v)+1), anyValue(random, 1))
		}
		at := random.IntN(len(v))
		if random.IntN(8) == 0 {
			return slices.Delete(v, at, at+1)
		}
		v[at] = altered(random, v[at])
		return v
	}
	return anyScalar(random)
}
