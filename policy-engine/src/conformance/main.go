// Command conformance writes the test cases that OPA publishes for other implementations of Rego as JSON lines, one file a
// suite, so that the JUnit test ConformanceTest can run them. Nothing of the cases is kept in this repository.
//
//	go run . DIR
//
// writes DIR/v1.jsonl and DIR/v0.jsonl (evaluation) and DIR/compile.jsonl (compile diagnostics). A case is named by the file it
// came from and its index there, since notes are not unique. DIR/trees.jsonl.gz has each module of those cases with the syntax
// tree that OPA's parser makes of it, as `opa parse --format json --json-include locations` shows it.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/test/cases"
	"github.com/open-policy-agent/opa/v1/test/compilecases"
	"github.com/open-policy-agent/opa/v1/util"
)

const module = "github.com/open-policy-agent/opa"

type evaluationCase struct {
	File  string `json:"file"`
	Index int    `json:"index"`
	cases.TestCase
}

type compileCase struct {
	File  string `json:"file"`
	Index int    `json:"index"`
	// The version that the modules are parsed as when the case names none: that of the folder it was found in.
	Folder string `json:"folder"`
	compilecases.TestCase
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: conformance DIR")
		os.Exit(2)
	}
	if err := export(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

func export(to string) error {
	root, err := moduleDir()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, version := range []string{"v1", "v0"} {
		if err := exportEvaluation(filepath.Join(root, "v1/test/cases/testdata"), version, to); err != nil {
			return err
		}
	}
	if err := exportCompile(filepath.Join(root, "v1/test/compilecases/testdata"), to); err != nil {
		return err
	}
	return exportTrees(to)
}

// moduleDir is where the go command keeps the source of OPA at the version that go.mod names. The cases of v0 are files of
// that module and not embedded in a package of it.
func moduleDir() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return "", fmt.Errorf("go list: %w: %s", err, exit.Stderr)
		}
		return "", fmt.Errorf("go list: %w", err)
	}
	dir := strings.TrimSpace(string(out))
	if dir == "" {
		return "", fmt.Errorf("module `%s` was not downloaded", module)
	}
	return dir, nil
}

func exportEvaluation(root, version, to string) error {
	return eachFile(root, version, filepath.Join(to, version+".jsonl"), func(name string, text []byte, put func(any) error) error {
		var set cases.Set
		if err := util.Unmarshal(text, &set); err != nil {
			return err
		}
		for i, c := range set.Cases {
			if err := put(evaluationCase{File: name, Index: i, TestCase: c}); err != nil {
				return err
			}
		}
		return nil
	})
}

func exportCompile(root, to string) error {
	return eachFile(root, ".", filepath.Join(to, "compile.jsonl"), func(name string, text []byte, put func(any) error) error {
		var set compilecases.Set
		if err := util.Unmarshal(text, &set); err != nil {
			return err
		}
		folder, _, _ := strings.Cut(name, "/")
		for i, c := range set.Cases {
			if err := put(compileCase{File: name, Index: i, Folder: folder, TestCase: c}); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachFile calls take with every YAML file below root/folder, in the order of their names, and writes what take puts, a line each.
func eachFile(root, folder, to string, take func(name string, text []byte, put func(any) error) error) error {
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(file)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	err = filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !(strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if err := take(filepath.ToSlash(name), text, lines.Encode); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}
