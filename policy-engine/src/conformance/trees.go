package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"

	"github.com/open-policy-agent/opa/v1/ast"
	astjson "github.com/open-policy-agent/opa/v1/ast/json"
)

// treeFile is the name that the places in the trees have.
const treeFile = "m.rego"

type tree struct {
	Version string          `json:"version"`
	Module  string          `json:"module"`
	Tree    json.RawMessage `json:"tree"`
}

type modules struct {
	Folder      string   `json:"folder"`
	RegoVersion string   `json:"rego_version"`
	Modules     []string `json:"modules"`
}

// exportTrees reads the cases that were written to the folder and writes the trees of their modules, each module once and only
// those that OPA parses.
func exportTrees(folder string) error {
	astjson.SetOptions(astjson.Options{MarshalOptions: astjson.MarshalOptions{
		IncludeLocationText: true,
		IncludeLocation: astjson.NodeToggle{
			Term: true, Package: true, Comment: true, Import: true, Rule: true, Head: true, Expr: true, SomeDecl: true,
			Every: true, With: true, Annotations: true, AnnotationsRef: true,
		},
	}})
	defer astjson.SetOptions(astjson.Defaults())
	file, err := os.Create(filepath.Join(folder, "trees.jsonl.gz"))
	if err != nil {
		return err
	}
	defer file.Close()
	zipped := gzip.NewWriter(file)
	lines := json.NewEncoder(zipped)
	lines.SetEscapeHTML(false)
	seen := map[string]bool{}
	for _, suite := range []string{"v1", "v0", "compile"} {
		if err := treesOf(folder, suite, seen, lines); err != nil {
			return err
		}
	}
	if err := zipped.Close(); err != nil {
		return err
	}
	return file.Close()
}

func treesOf(folder, suite string, seen map[string]bool, lines *json.Encoder) error {
	file, err := os.Open(filepath.Join(folder, suite+".jsonl"))
	if err != nil {
		return err
	}
	defer file.Close()
	cases := json.NewDecoder(bufio.NewReader(file))
	for {
		var one modules
		if err := cases.Decode(&one); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		version := suite
		if suite == "compile" {
			version = one.Folder
			if one.RegoVersion != "" {
				version = one.RegoVersion
			}
		}
		for _, text := range one.Modules {
			if err := putTree(version, text, seen, lines); err != nil {
				return err
			}
		}
	}
}

func putTree(version, text string, seen map[string]bool, lines *json.Encoder) error {
	if seen[version+text] {
		return nil
	}
	seen[version+text] = true
	options := ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1}
	if version == "v0" {
		options.RegoVersion = ast.RegoV0
	}
	parsed, err := ast.ParseModuleWithOpts(treeFile, text, options)
	if err != nil || parsed == nil {
		return nil
	}
	shown, err := json.Marshal(parsed)
	if err != nil {
		// OPA parses numbers such as `.0` and cannot show them.
		return nil
	}
	return lines.Encode(tree{Version: version, Module: text, Tree: shown})
}
