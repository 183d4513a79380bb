package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	maxNote       = 1 << 19
	maxSignatures = 64
)

// key is a verifier key with the text that names it.
type key struct {
	text string
	note.Verifier
}

// parseKeys reads vkeys, Ed25519 (0x01) and ML-DSA-44 (0x06): at least one, distinct, all of one name.
func parseKeys(vkeys []string) ([]key, error) {
	var keys []key
	for _, vkey := range vkeys {
		parts := strings.SplitN(vkey, "+", 3)
		if len(parts) != 3 {
			return nil, errors.New("a verifier key looks like name+0a1b2c3d+base64")
		}
		raw, err := decode64(parts[2])
		if err != nil || len(raw) == 0 {
			return nil, errors.New("a verifier key is not base64")
		}
		var verifier note.Verifier
		if raw[0] == 6 {
			verifier, err = fnote.NewMLDSAVerifier(vkey)
		} else {
			verifier, err = note.NewVerifier(vkey)
		}
		if err != nil {
			return nil, err
		}
		if fmt.Sprintf("%08x", verifier.KeyHash()) != parts[1] {
			return nil, errors.New("a verifier key claims an id that it does not have")
		}
		if len(keys) > 0 && verifier.Name() != keys[0].Name() {
			return nil, errors.New("the keys belong to different logs")
		}
		if contains(keys, vkey) {
			return nil, errors.New("a key is given twice")
		}
		keys = append(keys, key{vkey, verifier})
	}
	if len(keys) == 0 {
		return nil, errors.New("there is no key")
	}
	return keys, nil
}

func contains(keys []key, text string) bool {
	return slices.ContainsFunc(keys, func(k key) bool { return k.text == text })
}

func containsAll(keys, wanted []key) bool {
	return !slices.ContainsFunc(wanted, func(k key) bool { return !contains(keys, k.text) })
}

func decode64(text string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || base64.StdEncoding.EncodeToString(raw) != text {
		return nil, errors.New("it is not canonical base64")
	}
	return raw, nil
}

// head is what a checkpoint says, with its signature lines.
type head struct {
	origin string
	tree   tlog.Tree
	text   string
	lines  []string
}

var checkpointForm = regexp.MustCompile(`\A([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]+)\n\z`)
var lineForm = regexp.MustCompile(`\A— ([^\s+\x00-\x1f\x7f\x{85}\x{fffd}]+) ([A-Za-z0-9+/]+={0,2})\z`)

func parseHead(text string) (head, error) {
	split := strings.LastIndex(text, "\n\n")
	if len(text) > maxNote || split < 0 || !strings.HasSuffix(text, "\n") || split+2 == len(text) {
		return head{}, errors.New("it is no signed note")
	}
	lines := strings.Split(strings.TrimSuffix(text[split+2:], "\n"), "\n")
	if len(lines) > maxSignatures {
		return head{}, errors.New("it has too many signatures")
	}
	for _, line := range lines {
		parts := lineForm.FindStringSubmatch(line)
		if parts == nil {
			return head{}, errors.New("a signature line is malformed")
		}
		if raw, err := decode64(parts[2]); err != nil || len(raw) < 5 {
			return head{}, errors.New("a signature is not base64")
		}
	}
	body := text[:split+1]
	parts := checkpointForm.FindStringSubmatch(body)
	if parts == nil {
		return head{}, errors.New("it has not the three lines of a checkpoint")
	}
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + parts[2] + "\n" + parts[3] + "\n"))
	if err != nil {
		return head{}, err
	}
	if _, err := decode64(parts[3]); err != nil {
		return head{}, err
	}
	if tree.N == 0 && tree.Hash != sha256.Sum256(nil) {
		return head{}, errors.New("a tree of size 0 has another root")
	}
	return head{parts[1], tree, body, lines}, nil
}

// signedBy checks that every key has signed, and that no line in the name of one is false.
func (h head) signedBy(keys []key) error {
	for _, k := range keys {
		found := false
		for _, line := range h.lines {
			opened, err := note.Open([]byte(h.text+"\n"+line+"\n"), note.VerifierList(k))
			var unverified *note.UnverifiedNoteError
			switch {
			case errors.As(err, &unverified): // a line of somebody else
			case err != nil:
				return err
			default:
				found = found || len(opened.Sigs) == 1
			}
		}
		if !found {
			return fmt.Errorf("the key %s+%08x has not signed", k.Name(), k.KeyHash())
		}
	}
	return nil
}

// history is who signed when: the keys of entry 0, and those of every change.
type history struct {
	origin string
	sets   [][]key
}

// learn takes an entry; only entry 0 and changes of keys matter.
func (h *history) learn(e *entry) error {
	switch {
	case e.seq != 0 && e.kind != "keys.changed":
		return nil
	case !e.plain || (e.seq == 0 && e.kind != "genesis"):
		return errors.New("it says more or other than an entry about keys may")
	case e.seq == 0:
		return h.genesis(e.body)
	default:
		return h.change(e.body)
	}
}

func (h *history) genesis(body map[string]any) error {
	origin, _ := body["origin"].(string)
	keys, err := keyList(body["keys"])
	if err != nil {
		return err
	}
	if body["format"] != "writ/ledger/v1" || origin == "" || len(body) != 3 {
		return errors.New("it is no genesis entry of this format")
	}
	h.origin, h.sets = origin, [][]key{keys}
	return nil
}

// change checks that the keys before and the keys after have signed that the latter sign from here on.
func (h *history) change(body map[string]any) error {
	text, _ := body["note"].(string)
	after, err := keyList(body["keys"])
	if err != nil {
		return err
	}
	if len(body) != 2 || text == "" {
		return errors.New("a change of keys holds `keys` and `note` and nothing else")
	}
	before := h.sets[len(h.sets)-1]
	statement, err := parseHead(text)
	if err != nil {
		return fmt.Errorf("its note: %w", err)
	}
	root := sha256.Sum256([]byte("writ/keys/v1\n" + sortedLines(before) + "\n" + sortedLines(after)))
	if statement.origin != h.origin+"#keys" || statement.tree.N != int64(len(h.sets)) || statement.tree.Hash != root {
		return errors.New("its note is about other keys, another log or another change")
	}
	if before[0].Name() != h.origin || after[0].Name() != h.origin {
		return errors.New("its keys are of another log")
	}
	if err := statement.signedBy(append(slices.Clone(before), after...)); err != nil {
		return err
	}
	h.sets = append(h.sets, after)
	return nil
}

func sortedLines(keys []key) string {
	var lines []string
	for _, k := range keys {
		lines = append(lines, k.text)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// keyList reads keys out of an entry, where they are sorted.
func keyList(value any) ([]key, error) {
	items, _ := value.([]any)
	var texts []string
	for _, item := range items {
		text, _ := item.(string)
		texts = append(texts, text)
	}
	if !slices.IsSorted(texts) {
		return nil, errors.New("its keys are not sorted")
	}
	return parseKeys(texts)
}

func index(value any) (int64, error) {
	number, ok := value.(json.Number)
	if !ok {
		return 0, errors.New("it is no number")
	}
	n, err := number.Int64()
	if err != nil || n < 0 || n > 1<<53-1 {
		return 0, errors.New("it is no index")
	}
	return n, nil
}
