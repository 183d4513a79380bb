package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	maxPack    = 64 << 20
	maxEntries = 1024
	maxEntry   = 65535
	timeForm   = "2006-01-02T15:04:05.000Z"
)

var (
	name      = regexp.MustCompile(`\A[a-z][a-z0-9_.-]{0,63}\z`)
	principal = regexp.MustCompile(`\A[A-Za-z0-9_-]{1,64}\z`)
	hash      = regexp.MustCompile(`\A[0-9a-f]{64}\z`)
	digest    = regexp.MustCompile(`\Asha256:[0-9a-f]{64}\z`)
	opening   = regexp.MustCompile(`\Ac2sp\.org/tlog-proof@v1\nindex (0|[1-9][0-9]{0,18})\n((?:[^\n]+\n)*)\z`)
	outcomes  = []string{"allow", "deny", "approval_required", "recorded", "approved", "rejected", "succeeded", "failed"}
	explains  = []string{"genesis", "keys.changed", "payload.erased", "policy.activated"}
)

type object = map[string]any

// entry is what a pack says of one entry, once that was found in the log.
type entry struct {
	seq         int64
	prev, time  string
	kind        string
	plain       bool // recorded, with nothing beside its body
	erases      bool // recorded, with the principal who did it, and at most commitments beside its body
	leaf        tlog.Hash
	commitments object
	body        object
}

func verify(data []byte, given []key) error {
	if len(data) > maxPack {
		return errors.New("pack: it is too large")
	}
	value, err := readCanonical(data)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	pack, _ := value.(object)
	if err := members(pack, []string{"about", "checkpoint", "entries", "format"}, []string{"attachments"}); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	entries, _ := pack["entries"].([]any)
	if pack["format"] != "writ/pack/v1" || len(entries) == 0 || len(entries) > maxEntries {
		return errors.New("pack: another format, or no entries, or too many")
	}
	if err := attachments(pack); err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	about, err := indexes(pack["about"])
	if err != nil {
		return fmt.Errorf("about: %w", err)
	}
	checkpoint, _ := pack["checkpoint"].(string)
	head, err := parseHead(checkpoint)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	var keys history
	if err := walk(entries, about, head, &keys); err != nil {
		return err
	}
	return trusted(head, &keys, given)
}

// walk checks the entries in their order, and learns the keys from them.
func walk(entries []any, about []int64, head head, keys *history) error {
	var last *entry
	erased := erasures{map[int64]*entry{}, map[int64]object{}}
	for i, item := range entries {
		e, fields, err := prove(item, head)
		if err != nil {
			return fmt.Errorf("entries[%d]: %w", i, err)
		}
		if err := follow(last, e); err != nil {
			return fmt.Errorf("entry %d: %w", e.seq, err)
		}
		asked := slices.Contains(about, e.seq)
		if !asked && (len(fields) > 0 || !slices.Contains(explains, e.kind)) {
			return fmt.Errorf("entry %d: the pack is not about it, and it explains nothing", e.seq)
		}
		if err := disclosed(e, fields); err != nil {
			return fmt.Errorf("entry %d: %w", e.seq, err)
		}
		if err := erased.learn(e, fields, asked); err != nil {
			return fmt.Errorf("entry %d: %w", e.seq, err)
		}
		if err := keys.learn(e); err != nil {
			return fmt.Errorf("entry %d: %w", e.seq, err)
		}
		about = slices.DeleteFunc(about, func(n int64) bool { return n == e.seq })
		last = e
	}
	if len(about) > 0 {
		return fmt.Errorf("about: the pack does not hold entry %d", about[0])
	}
	return nil
}

// trusted checks that the given keys are of this log, and that the keys of today have signed.
func trusted(head head, keys *history, given []key) error {
	if keys.origin != given[0].Name() || head.origin != keys.origin || keys.sets[0][0].Name() != head.origin {
		return errors.New("checkpoint: it is of another log")
	}
	if !slices.ContainsFunc(keys.sets, func(set []key) bool { return containsAll(set, given) }) {
		return errors.New("entry 0: the given keys are not those of the log at any time")
	}
	if err := head.signedBy(keys.sets[len(keys.sets)-1]); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	return nil
}

func follow(last, e *entry) error {
	switch {
	case last == nil && e.seq != 0:
		return errors.New("entry 0, where the history of the keys begins, is missing")
	case last == nil:
		return nil
	case e.seq <= last.seq:
		return errors.New("it is out of order")
	case e.seq == last.seq+1 && e.prev != hex.EncodeToString(last.leaf[:]):
		return errors.New("its prev is not the leaf hash of the entry before")
	case e.time < last.time:
		return errors.New("its time is before that of an earlier entry")
	}
	return nil
}

// prove reads an entry and checks that it is in the tree of the head.
func prove(item any, head head) (*entry, object, error) {
	packed, _ := item.(object)
	if err := members(packed, []string{"entry", "proof"}, []string{"fields"}); err != nil {
		return nil, nil, err
	}
	fields, err := optional(packed, "fields")
	if err != nil {
		return nil, nil, err
	}
	content, _ := packed["entry"].(object)
	data, err := canonical(content, maxEntryDepth)
	if err != nil {
		return nil, nil, err
	}
	e, err := parseEntry(content, data)
	if err != nil {
		return nil, nil, err
	}
	text, _ := packed["proof"].(string)
	parts := opening.FindStringSubmatch(text)
	if parts == nil || parts[1] != fmt.Sprint(e.seq) {
		return nil, nil, errors.New("its proof is malformed or about another entry")
	}
	var proof tlog.RecordProof
	for line := range strings.Lines(parts[2]) {
		raw, err := decode64(strings.TrimSuffix(line, "\n"))
		if err != nil || len(raw) != tlog.HashSize {
			return nil, nil, errors.New("its proof holds something else than hashes")
		}
		proof = append(proof, tlog.Hash(raw))
	}
	if e.seq >= head.tree.N {
		return nil, nil, errors.New("it is beyond the checkpoint")
	}
	return e, fields, tlog.CheckRecord(proof, head.tree.N, head.tree.Hash, e.seq, e.leaf)
}

// parseEntry checks the form of an entry (docs/formats/ledger.md).
func parseEntry(content object, data []byte) (*entry, error) {
	required := []string{"outcome", "prev", "seq", "time", "type", "v"}
	if err := members(content, required, []string{"body", "commitments", "digests", "policy", "principals"}); err != nil {
		return nil, err
	}
	seq, err := index(content["seq"])
	if err != nil {
		return nil, fmt.Errorf("seq: %w", err)
	}
	e := &entry{seq: seq, leaf: tlog.RecordHash(data)}
	e.prev, _ = content["prev"].(string)
	e.time, _ = content["time"].(string)
	e.kind, _ = content["type"].(string)
	outcome, _ := content["outcome"].(string)
	policy, hasPolicy := content["policy"]
	moment, err := time.Parse(timeForm, e.time)
	version, _ := index(content["v"])
	switch {
	case len(data) > maxEntry || version != 1:
		return nil, errors.New("it is too large or of another version")
	case !hash.MatchString(e.prev) || (seq == 0) != (e.prev == strings.Repeat("0", 64)):
		return nil, errors.New("its prev is malformed")
	case err != nil || moment.Format(timeForm) != e.time || moment.Year() < 1970:
		return nil, errors.New("its time is malformed")
	case !name.MatchString(e.kind) || !slices.Contains(outcomes, outcome):
		return nil, errors.New("its type or outcome is unknown")
	case hasPolicy && !matches(policy, digest):
		return nil, errors.New("its policy is malformed")
	}
	if e.body, err = optional(content, "body"); err != nil {
		return nil, err
	}
	if e.commitments, err = named(content, "commitments", 64, hash); err != nil {
		return nil, err
	}
	if _, err = named(content, "digests", 128, digest); err != nil {
		return nil, err
	}
	e.plain = outcome == "recorded" && e.body != nil && len(content) == len(required)+1
	principals, err := named(content, "principals", 16, principal)
	extra := 2 // body and principals
	if e.commitments != nil {
		extra++
	}
	e.erases = outcome == "recorded" && e.body != nil && len(principals) == 1 && principals["by"] != nil &&
		len(content) == len(required)+extra
	return e, err
}

func matches(value any, form *regexp.Regexp) bool {
	text, ok := value.(string)
	return ok && form.MatchString(text)
}

// disclosed checks that values are what the entry commits to.
func disclosed(e *entry, fields object) error {
	for field, value := range fields {
		parts, _ := value.(object)
		if err := members(parts, []string{"salt", "value"}, nil); err != nil {
			return fmt.Errorf("field %s: %w", field, err)
		}
		if !name.MatchString(field) || !matches(parts["salt"], hash) {
			return fmt.Errorf("field %s: its name or salt is malformed", field)
		}
		salt, err := hex.DecodeString(parts["salt"].(string))
		if err != nil {
			return err
		}
		data, err := canonical(parts["value"], maxDepth)
		if err != nil {
			return err
		}
		var text bytes.Buffer
		text.WriteString("writ/commit/v1\n")
		text.Write(salt)
		text.Write(binary.BigEndian.AppendUint16(nil, uint16(len(field))))
		text.WriteString(field)
		text.Write(data)
		sum := sha256.Sum256(text.Bytes())
		if e.commitments[field] != hex.EncodeToString(sum[:]) {
			return fmt.Errorf("field %s: its value is not what the entry commits to", field)
		}
	}
	return nil
}

// members checks that an object has all of the required members and no unknown one.
func members(o object, required, more []string) error {
	for _, member := range required {
		if _, ok := o[member]; !ok {
			return fmt.Errorf("the member %s is missing", member)
		}
	}
	for member := range o {
		if !slices.Contains(required, member) && !slices.Contains(more, member) {
			return fmt.Errorf("the member %.60q is unknown", member)
		}
	}
	return nil
}

// optional takes an object that may be missing but is never empty.
func optional(o object, member string) (object, error) {
	value, ok := o[member]
	if !ok {
		return nil, nil
	}
	inner, _ := value.(object)
	if len(inner) == 0 {
		return nil, fmt.Errorf("%s must be left out or be an object that is not empty", member)
	}
	return inner, nil
}

func named(o object, member string, most int, form *regexp.Regexp) (object, error) {
	inner, err := optional(o, member)
	if err != nil {
		return nil, err
	}
	if len(inner) > most {
		return nil, fmt.Errorf("%s holds too much", member)
	}
	for key, value := range inner {
		if !name.MatchString(key) || !matches(value, form) {
			return nil, fmt.Errorf("%s holds something malformed", member)
		}
	}
	return inner, nil
}

func attachments(pack object) error {
	all, err := optional(pack, "attachments")
	if err != nil {
		return err
	}
	for file, value := range all {
		text, ok := value.(string)
		if _, err := decode64(text); err != nil || !ok || !name.MatchString(file) {
			return fmt.Errorf("%.80q is malformed", file)
		}
	}
	return nil
}

func indexes(value any) ([]int64, error) {
	items, _ := value.([]any)
	if len(items) == 0 || len(items) > maxEntries {
		return nil, errors.New("it must be a list of 1 to 1024 indexes")
	}
	var all []int64
	for _, item := range items {
		n, err := index(item)
		if err != nil {
			return nil, err
		}
		if len(all) > 0 && n <= all[len(all)-1] {
			return nil, errors.New("the indexes are not in rising order")
		}
		all = append(all, n)
	}
	return all, nil
}
