// Verify-go is a second verifier of Writ's evidence packs: no code and no language in common with the first, public libraries only.
// It follows docs/formats/evidence-pack.md, and interop tests hold that both say the same of every pack.
//
//	verify-go -key-file KEYS PACK...
//
// It prints one line for each pack and ends with 0 if all are good, with 1 if one is not, and with 2 if it was called wrongly.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	file := flag.String("key-file", "", "file with one verifier key a line, from a source that is not the log")
	flag.Parse()
	if *file == "" || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: verify-go -key-file KEYS PACK...")
		os.Exit(2)
	}
	text, err := os.ReadFile(*file)
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify-go:", err)
		os.Exit(2)
	}
	given, err := parseKeys(strings.Fields(string(text)))
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify-go: the given keys cannot be used:", err)
		os.Exit(2)
	}
	code := 0
	for _, name := range flag.Args() {
		if err := verifyFile(name, given); err != nil {
			fmt.Printf("%s: not good: %v\n", name, err)
			code = 1
			continue
		}
		fmt.Printf("%s: good\n", name)
	}
	os.Exit(code)
}

func verifyFile(name string, given []key) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxPack+1))
	if err != nil {
		return err
	}
	return verify(data, given)
}
