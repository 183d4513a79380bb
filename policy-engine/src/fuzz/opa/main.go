// Command fuzz is the oracle of the differential fuzzer: it reads programs as JSON lines, evaluates them with OPA's Go library,
// and writes one JSON line for each.
//
//	{"modules": [text], "data": {}, "input": any, "queries": [text], "strict": bool, "version": 0 or 1, "plain": bool}
//	→ {"refused": [code], "message": text}                                 where the modules do not compile
//	→ {"answers": [{"rows": [{"values": [any], "bindings": {}}]} or {"code": text, "message": text, "place": "file:row"}]}
//
// The code of a panic is "panic". Queries may use all future keywords, which version 0 has to import.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/util"
)

const timeout = 5 * time.Second

type program struct {
	Modules []string       `json:"modules"`
	Data    map[string]any `json:"data"`
	Input   *any           `json:"input"`
	Queries []string       `json:"queries"`
	Strict  bool           `json:"strict"`
	Version int            `json:"version"`
	Plain   bool           `json:"plain"`
}

type row struct {
	Values   []any          `json:"values"`
	Bindings map[string]any `json:"bindings"`
}

type answer struct {
	Rows    []row  `json:"rows,omitempty"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	Place   string `json:"place,omitempty"`
}

type outcome struct {
	Refused []string `json:"refused,omitempty"`
	Message string   `json:"message,omitempty"`
	Answers []answer `json:"answers,omitempty"`
}

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

func serve(from io.Reader, to io.Writer) error {
	in := bufio.NewReaderSize(from, 1<<20)
	out := bufio.NewWriterSize(to, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil {
			return err
		}
		var p program
		if err := util.UnmarshalJSON(line, &p); err != nil {
			return err
		}
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(run(p)); err != nil {
			return err
		}
		if _, err := out.Write(text.Bytes()); err != nil {
			return err
		}
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}

func run(p program) (result outcome) {
	defer func() {
		if fault := recover(); fault != nil {
			result = outcome{Refused: []string{"panic"}, Message: fmt.Sprint(fault)}
		}
	}()
	version := ast.RegoV1
	if p.Version == 0 {
		version = ast.RegoV0
	}
	modules := map[string]*ast.Module{}
	for i, text := range p.Modules {
		name := fmt.Sprintf("test-%d.rego", i)
		module, err := ast.ParseModuleWithOpts(name, text, ast.ParserOptions{RegoVersion: version})
		if err != nil {
			return refused(err)
		}
		modules[name] = module
	}
	compiler := ast.NewCompiler().WithDefaultRegoVersion(version)
	if p.Plain {
		compiler = compiler.WithSkipStages(ast.StageBuildComprehensionIndices)
	}
	if compiler.Compile(modules); compiler.Failed() {
		return refused(compiler.Errors)
	}
	store := inmem.NewFromObject(p.Data)
	for _, query := range p.Queries {
		options := []func(*rego.Rego){
			rego.Query(query), rego.Compiler(compiler), rego.Store(store), rego.StrictBuiltinErrors(p.Strict),
			rego.SetRegoVersion(version),
		}
		if version == ast.RegoV0 {
			options = append(options, rego.Imports([]string{"future.keywords"}))
		}
		evaluation := []rego.EvalOption{rego.EvalRuleIndexing(!p.Plain), rego.EvalEarlyExit(!p.Plain)}
		if p.Input != nil {
			evaluation = append(evaluation, rego.EvalInput(*p.Input))
		}
		result.Answers = append(result.Answers, ask(options, evaluation))
	}
	return result
}

func refused(err error) outcome {
	var errs ast.Errors
	if !errors.As(err, &errs) {
		return outcome{Refused: []string{"unknown"}, Message: err.Error()}
	}
	o := outcome{Message: errs.Error()}
	for _, e := range errs {
		o.Refused = append(o.Refused, e.Code)
	}
	return o
}

func failed(failure *topdown.Error) answer {
	a := answer{Code: failure.Code, Message: failure.Message}
	if failure.Location != nil && failure.Location.File != "" {
		a.Place = fmt.Sprintf("%s:%d", failure.Location.File, failure.Location.Row)
	}
	return a
}

func ask(options []func(*rego.Rego), evaluation []rego.EvalOption) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Code: "panic", Message: fmt.Sprint(fault)}
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	var results rego.ResultSet
	prepared, err := rego.New(options...).PrepareForEval(ctx)
	if err == nil {
		results, err = prepared.Eval(ctx, evaluation...)
	}
	if err != nil {
		var failure *topdown.Error
		if errors.As(err, &failure) {
			return failed(failure)
		}
		var errs ast.Errors
		if errors.As(err, &errs) && len(errs) > 0 {
			return answer{Code: errs[0].Code, Message: errs[0].Message}
		}
		var list rego.Errors
		if errors.As(err, &list) && len(list) > 0 {
			if errors.As(list[0], &failure) {
				return failed(failure)
			}
		}
		return answer{Code: "unknown", Message: err.Error()}
	}
	a := answer{Rows: []row{}}
	for _, r := range results {
		one := row{Bindings: r.Bindings}
		for _, e := range r.Expressions {
			one.Values = append(one.Values, e.Value)
		}
		a.Rows = append(a.Rows, one)
	}
	return a
}
