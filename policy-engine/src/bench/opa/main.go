// Command bench is OPA's side of the comparison that ../vs-opa makes: OPA's Go library, in process, with prepared queries.
//
//	bench serve DIR   reads lines "CASE STORE MILLISECONDS" and runs that case for so long; answers with a line "OPS WALL_NS CPU_NS"
//	bench load DIR    loads modules and data as `opa eval --data DIR` does, evaluates once, prints "CPU_NS PEAK_BYTES RESULT"
//
// DIR/CASE holds *.rego, data.json, inputs.json (an array; runs take turns) and query.txt. STORE is "default" or "ast".
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type workload struct {
	query  rego.PreparedEvalQuery
	inputs []ast.Value
	next   int
}

func main() {
	err := errors.New("usage: bench serve|load DIR")
	if len(os.Args) == 3 {
		switch os.Args[1] {
		case "serve":
			err = serve(os.Args[2])
		case "load":
			err = load(os.Args[2])
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func serve(dir string) error {
	known := map[string]*workload{}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) != 3 {
			return fmt.Errorf("not CASE STORE MILLISECONDS: %q", lines.Text())
		}
		millis, err := strconv.Atoi(fields[2])
		if err != nil {
			return err
		}
		key := fields[0] + " " + fields[1]
		if known[key] == nil {
			if known[key], err = prepare(filepath.Join(dir, fields[0]), fields[1] == "ast"); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
		if err := known[key].run(time.Duration(millis) * time.Millisecond); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return lines.Err()
}

func prepare(dir string, astStore bool) (*workload, error) {
	var data map[string]any
	var inputs []any
	if err := readJSON(filepath.Join(dir, "data.json"), &data); err != nil {
		return nil, err
	}
	if err := readJSON(filepath.Join(dir, "inputs.json"), &inputs); err != nil {
		return nil, err
	}
	query, err := os.ReadFile(filepath.Join(dir, "query.txt"))
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.rego"))
	if err != nil {
		return nil, err
	}
	options := []func(*rego.Rego){
		rego.Query(strings.TrimSpace(string(query))),
		rego.Store(inmem.NewFromObjectWithOpts(data, inmem.OptReturnASTValuesOnRead(astStore))),
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		options = append(options, rego.Module(file, string(text)))
	}
	w := &workload{}
	if w.query, err = rego.New(options...).PrepareForEval(context.Background()); err != nil {
		return nil, err
	}
	for _, input := range inputs {
		value, err := ast.InterfaceToValue(input)
		if err != nil {
			return nil, err
		}
		w.inputs = append(w.inputs, value)
	}
	return w, nil
}

func readJSON(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return util.UnmarshalJSON(text, into)
}

func (w *workload) run(period time.Duration) error {
	ctx := context.Background()
	ops := 0
	cpu := cpuTime()
	start := time.Now()
	for time.Since(start) < period {
		for range 16 {
			input := w.inputs[w.next%len(w.inputs)]
			w.next++
			if _, err := w.query.Eval(ctx, rego.EvalParsedInput(input)); err != nil {
				return err
			}
			ops++
		}
	}
	wall := time.Since(start)
	fmt.Println(ops, wall.Nanoseconds(), (cpuTime() - cpu).Nanoseconds(), w.answer())
	return nil
}

// answer is what the first input gives, so that the two sides are known to do the same work.
func (w *workload) answer() string {
	results, err := w.query.Eval(context.Background(), rego.EvalParsedInput(w.inputs[0]))
	if err != nil || len(results) != 1 {
		return fmt.Sprint(len(results), " results ", err)
	}
	text, err := json.Marshal(results[0].Expressions[0].Value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func load(dir string) error {
	query, err := os.ReadFile(filepath.Join(dir, "query.txt"))
	if err != nil {
		return err
	}
	prepared, err := rego.New(
		rego.Query(strings.TrimSpace(string(query))),
		rego.Load([]string{filepath.Join(dir, "tree")}, nil),
	).PrepareForEval(context.Background())
	if err != nil {
		return err
	}
	results, err := prepared.Eval(context.Background())
	if err != nil || len(results) != 1 {
		return fmt.Errorf("%d results: %w", len(results), err)
	}
	peak, err := peakBytes()
	if err != nil {
		return err
	}
	fmt.Println(cpuTime().Nanoseconds(), peak, results[0].Expressions[0].Value)
	return nil
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func peakBytes() (int64, error) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kib, err := strconv.ParseInt(fields[1], 10, 64)
			return kib << 10, err
		}
	}
	return 0, errors.New("no VmHWM in /proc/self/status")
}
