package lookup

import (
	"strconv"
	"strings"
	"unicode"
)

// A question is asked in many words that say nothing of what it is about.

// emptyWords carry no weight in a question.
var emptyWords = set(`a an the is are was were be been being am do does did done can could may might must should
shall will would have has had having i we you he she it they them us me my our your his her their its this that these
those there here what which who whom whose why when where how and or but if of for to in on at by with from as into
about than then so not no yes any some need needs needed want wants wanted please many much get gets got give
mean means whats tell say says again also just only very too ok still really happen happens`)

// emptyPhrases are cut out of a Chinese question, which breaks it there.
// Characters that stand in words too, as 有 does in 有效, are not among them by
// themselves.
var emptyPhrases = strings.Fields(`为什么 为甚么 为何 什么时候 什么样 什么 怎么办 怎么样 怎么 怎样 如何 哪些 哪个 哪一个 哪里
哪种 哪类 是不是 是否 能不能 能否 可不可以 可以 可否 会不会 要不要 有没有 用不用 需不需要 需要 必须 应该 应当 不用 不要 一定 一般
请问 请教 多少 几个 几份 几张 一个 这个 那个 这种 那种 我们 你们 他们 它们 自己 我 你 您 他 她 它 的 了 吗 呢 吧
啊 呀 么 嘛 是 要 就 都 也 还 又 与 和 或者 以及 谁 哪 这 那 请 吧 着 得 能 会 因为 所以 如果 的话 时候 出现 意思 问题`)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// wish is one thing a question asks for.
type wish struct {
	term   string
	weight float64
	begun  bool // a word of which the beginning may do
}

// Weights of what a question asks for, beside a word or a pair of characters.
const (
	characterAlone  = 0.5  // a character that stands by itself
	characterOfPair = 0.12 // one that has said more in its pair
	exactly         = 4    // an id or a number of the list
)

// longest is how many characters of a question are read: somebody may paste a
// whole letter.
const longest = 200

// wishes takes a question apart. A question of nothing but empty words asks for
// those.
func wishes(question string) []wish {
	if read := []rune(question); len(read) > longest {
		question = string(read[:longest])
	}
	if all := ask(question, true); len(all) > 0 {
		return all
	}
	return ask(question, false)
}

func ask(question string, skip bool) []wish {
	question = plain(question)
	var all []wish
	for _, id := range strings.Fields(question) {
		if strings.ContainsAny(id, "-_.") {
			all = append(all, wish{term: idTerm(strings.Trim(id, ".?!,")), weight: exactly})
		}
	}
	numbered := asksForItem(question)
	var before []rune
	for _, r := range runs(question) {
		if r.hyphen {
			all = append(all, wish{term: stem(string(before) + string(r.text)), weight: 1, begun: true})
		}
		before = r.text
		switch {
		case r.han && skip:
			for _, piece := range pieces(string(r.text)) {
				all = append(all, pairs([]rune(piece))...)
			}
		case r.han:
			all = append(all, pairs(r.text)...)
		case skip && emptyWords[string(r.text)]:
		default:
			for _, word := range words(r.text) {
				all = append(all, wish{term: stem(word), weight: 1, begun: true})
			}
			if n, err := strconv.Atoi(string(r.text)); err == nil && numbered {
				all = append(all, wish{term: itemTerm(n), weight: exactly})
			}
		}
	}
	return all
}

// asksForItem reports whether a number in the question counts the ICP team's
// list: item 12, 第12项, or a number by itself.
func asksForItem(question string) bool {
	if strings.TrimFunc(question, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsSpace(r) }) == "" {
		return true
	}
	for _, word := range []string{"item", "no.", "number", "项", "材料", "清单", "编号", "第"} {
		if strings.Contains(question, word) {
			return true
		}
	}
	return false
}

// pieces cuts a Chinese question where a phrase of no weight stands.
func pieces(text string) []string {
	cut := text
	for _, phrase := range emptyPhrases {
		cut = strings.ReplaceAll(cut, phrase, " ")
	}
	return strings.Fields(cut)
}

// pairs asks for the characters of a piece, two by two. Single ones are a help
// where the rulebook puts the same otherwise.
func pairs(piece []rune) []wish {
	if len(piece) == 1 {
		return []wish{{term: string(piece), weight: characterAlone}}
	}
	var all []wish
	for i := range piece {
		all = append(all, wish{term: string(piece[i]), weight: characterOfPair})
		if i > 0 {
			all = append(all, wish{term: string(piece[i-1 : i+1]), weight: 1})
		}
	}
	return all
}

// idTerm and itemTerm are by what an entry is found under its id and number.
// No word of a text looks like them.
func idTerm(id string) string { return "=" + id }

func itemTerm(n int) string { return "#" + strconv.Itoa(n) }
