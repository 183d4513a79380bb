package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
)

var basis = regexp.MustCompile(`\A[A-Za-z0-9§][A-Za-z0-9 .,:;()/§-]{0,199}\z`)

// erasures collects what the pack is about, and judges the erasures that it holds (docs/formats/ledger.md).
type erasures struct {
	about     map[int64]*entry
	disclosed map[int64]object
}

// learn takes an entry in. What it erased from an entry that the pack is about must be committed there, and not be disclosed.
func (s *erasures) learn(e *entry, fields object, asked bool) error {
	if e.kind == "payload.erased" {
		target, names, err := erasure(e)
		if err != nil {
			return err
		}
		about, known := s.about[target]
		if !known && !asked {
			return errors.New("it tells of an erasure from an entry which the pack is not about")
		}
		for _, name := range names {
			if known && about.commitments[name] == nil {
				return fmt.Errorf("it tells of an erasure of %s, to which entry %d does not commit", name, target)
			}
			if s.disclosed[target][name] != nil {
				return fmt.Errorf("it tells of an erasure of %s, which the pack discloses", name)
			}
		}
	}
	if asked {
		s.about[e.seq] = e
		s.disclosed[e.seq] = fields
	}
	return nil
}

// erasure reads which fields of which earlier entry were erased.
func erasure(e *entry) (int64, []string, error) {
	if err := members(e.body, []string{"basis", "entry", "fields"}, nil); err != nil {
		return 0, nil, err
	}
	target, err := index(e.body["entry"])
	items, _ := e.body["fields"].([]any)
	var names []string
	for _, item := range items {
		text, _ := item.(string)
		if !name.MatchString(text) {
			return 0, nil, errors.New("a field that it erases is malformed")
		}
		names = append(names, text)
	}
	reason := len(e.commitments)
	if e.commitments["reason"] != nil {
		reason--
	}
	switch {
	case err != nil || target >= e.seq:
		return 0, nil, errors.New("it is not about an earlier entry")
	case len(names) == 0 || len(names) > 64 || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names):
		return 0, nil, errors.New("its fields are none, too many or out of order")
	case !matches(e.body["basis"], basis):
		return 0, nil, errors.New("its legal basis is malformed")
	case !e.erases || reason != 0:
		return 0, nil, errors.New("it says more or other than an erasure may")
	}
	return target, names, nil
}
