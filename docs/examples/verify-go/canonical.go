package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

const (
	maxDepth      = 72
	maxEntryDepth = 64
)

// readCanonical reads JSON that has exactly the one byte form of RFC 8785, so that nothing which two readers could understand differently
// (names twice, broken UTF-8, numbers that are no doubles) gets past it.
func readCanonical(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("it is not JSON: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("there is more text after the JSON value")
	}
	again, err := canonical(value, maxDepth)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, data) {
		return nil, errors.New("it is not in canonical form (RFC 8785)")
	}
	return value, nil
}

// canonical writes a value that is nested to at most the given depth.
func canonical(value any, depth int) ([]byte, error) {
	var out bytes.Buffer
	err := write(&out, value, depth)
	return out.Bytes(), err
}

func write(out *bytes.Buffer, value any, depth int) error {
	switch v := value.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		out.WriteString(strconv.FormatBool(v))
	case string:
		writeString(out, v)
	case json.Number:
		number, err := strconv.ParseFloat(string(v), 64)
		if err != nil {
			return fmt.Errorf("the number %.40s is no double", v)
		}
		out.WriteString(ecmaNumber(number))
	case []any:
		if depth--; depth < 0 {
			return errors.New("it is nested too deeply")
		}
		for i, item := range v {
			out.WriteString(separator(i, '['))
			if err := write(out, item, depth); err != nil {
				return err
			}
		}
		out.WriteString(closing(len(v), "[]"))
	case map[string]any:
		if depth--; depth < 0 {
			return errors.New("it is nested too deeply")
		}
		for i, name := range sortedNames(v) {
			out.WriteString(separator(i, '{'))
			writeString(out, name)
			out.WriteByte(':')
			if err := write(out, v[name], depth); err != nil {
				return err
			}
		}
		out.WriteString(closing(len(v), "{}"))
	}
	return nil
}

func separator(i int, first byte) string {
	if i == 0 {
		return string(first)
	}
	return ","
}

func closing(n int, both string) string {
	if n == 0 {
		return both
	}
	return both[1:]
}

// sortedNames orders names by UTF-16 code units, as RFC 8785 asks.
func sortedNames(object map[string]any) []string {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
	})
	return names
}

func writeString(out *bytes.Buffer, text string) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`}
	out.WriteByte('"')
	for _, r := range text {
		if escaped, ok := short[r]; ok {
			out.WriteString(escaped)
		} else if r < ' ' {
			fmt.Fprintf(out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
}

// ecmaNumber writes a double as ECMAScript does: shortest digits, exponents below 1e-6 and from 1e21.
func ecmaNumber(value float64) string {
	if value == 0 {
		return "0"
	}
	if size := math.Abs(value); size >= 1e-6 && size < 1e21 {
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(value, 'e', -1, 64), "e")
	return digits + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
}
