package dev.writ.policy.testrun;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.ast.Module;
import dev.writ.policy.explain.Rerun;
import dev.writ.policy.explain.Trace;
import dev.writ.policy.explain.TraceEvent;
import dev.writ.policy.explain.Watch;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.TestResult.Outcome;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tests in modules and evaluates each by itself, without an input. Tests of one name count each
 * ({@code test_a}, {@code test_a#01}); a test whose rule has a variable in its name, {@code test_a[case]}, has cases.
 */
public final class TestRunner {

    /** Rules may wait for each other ten thousand calls deep. Only what is used of it takes memory. */
    private static final long STACK_BYTES = 256L << 20;

    private final Predicate<String> filter;
    private final EvaluationOptions options;
    private final int threads;
    private final Explanation explanation;
    private final Optional<Conditions> conditions;

    /** Whether tests that fail are explained. */
    public enum Explanation {
        NONE,
        STEPS,
        STEPS_WITH_VALUES
    }

    /** Collects what a test prints. */
    private static final class Output implements PrintSink {
        private final StringBuilder lines = new StringBuilder();

        @Override
        public void print(@Nullable Span place, String line) {
            lines.append(line).append('\n');
        }
    }

    /**
     * A runner that runs one test after the other.
     *
     * @param filter which tests run, by their full names, as in {@code data.example_test.test_allow}
     * @param options limits and the environment of each test
     */
    public TestRunner(Predicate<String> filter, EvaluationOptions options) {
        this(filter, options, 1);
    }

    /**
     * A runner.
     *
     * @param filter which tests run, by their full names
     * @param options limits and the environment of each test
     * @param threads how many tests run at the same time
     */
    public TestRunner(Predicate<String> filter, EvaluationOptions options, int threads) {
        this(filter, options, threads, Explanation.NONE);
    }

    /**
     * A runner that can say why tests fail: those that do are run once more, and watched.
     *
     * @param filter which tests run, by their full names
     * @param options limits and the environment of each test
     * @param threads how many tests run at the same time
     * @param explanation whether tests that fail are explained
     */
    public TestRunner(Predicate<String> filter, EvaluationOptions options, int threads, Explanation explanation) {
        this(filter, options, threads, explanation, Optional.empty());
    }

    private TestRunner(
            Predicate<String> filter,
            EvaluationOptions options,
            int threads,
            Explanation explanation,
            Optional<Conditions> conditions) {
        this.conditions = conditions;
        this.explanation = explanation;
        this.filter = filter;
        this.options = options;
        this.threads = threads;
    }

    /**
     * The same, which runs each test once more to see which conditions hold: such that every rule and solution is tried,
     * and with the results that non-deterministic functions gave the first time. The outcome of a test is that of its
     * first run.
     */
    public TestRunner watching(Conditions seen) {
        return new TestRunner(filter, options, threads, explanation, Optional.of(seen));
    }

    /** A runner of all tests, each for at most {@code timeout}. */
    public static TestRunner all(Duration timeout) {
        EvaluationOptions standard = EvaluationOptions.standard();
        return new TestRunner(
                name -> true, standard.withLimits(standard.limits().withTimeout(timeout)));
    }

    /** The tests of some modules, ready to run any number of times. */
    public final class Suite implements AutoCloseable {

        private final NativePolicyEngine engine;
        private final List<TestRule> tests;

        private Suite(NativePolicyEngine engine, List<TestRule> tests) {
            this.engine = engine;
            this.tests = tests;
        }

        /** How many tests there are. */
        public int size() {
            return tests.size();
        }

        /** Runs all tests; each result is told as soon as it and all before it are there. */
        public TestReport run(Consumer<TestResult> listener) {
            if (threads == 1) {
                return collect(tests.stream().map(test -> test(engine, test)).iterator()::next, listener);
            }
            try (ExecutorService pool = Executors.newFixedThreadPool(threads, TestRunner::thread)) {
                List<Future<TestResult>> running = new ArrayList<>();
                tests.forEach(test -> running.add(pool.submit(() -> test(engine, test))));
                var next = running.iterator();
                return collect(() -> result(next.next()), listener);
            }
        }

        /** Repeats each test that passes, and measures it. */
        public TestReport measure(Stopwatch stopwatch, Consumer<TestResult> listener) {
            return collect(
                    tests.stream()
                            .map(test -> measured(engine, test, stopwatch))
                            .iterator()::next,
                    listener);
        }

        private TestReport collect(java.util.function.Supplier<TestResult> next, Consumer<TestResult> listener) {
            List<TestResult> results = new ArrayList<>();
            for (int i = 0; i < tests.size(); i++) {
                TestResult result = next.get();
                results.add(result);
                listener.accept(result);
            }
            return new TestReport(results);
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    /**
     * Makes the tests of some modules ready.
     *
     * @throws PolicyException if the modules have errors
     */
    public Suite prepare(List<Module> modules, RegoObject data, EngineOptions engineOptions) {
        TestModules found = TestModules.of(modules);
        EngineOptions recording =
                engineOptions.withRevision("tests").withBuiltins(TestCases.recordedBy(engineOptions.builtins()));
        NativePolicyEngine engine = NativePolicyEngine.of(found.modules(), data, recording);
        return new Suite(
                engine,
                found.tests().stream()
                        .filter(test -> filter.test(test.fullName()))
                        .toList());
    }

    /**
     * Runs the tests of some modules.
     *
     * @throws PolicyException if the modules have errors
     */
    public TestReport run(List<Module> modules, RegoObject data, EngineOptions engineOptions) {
        try (Suite suite = prepare(modules, data, engineOptions)) {
            return suite.run(result -> {});
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "tests", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    private static TestResult result(Future<TestResult> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tests were running", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the test runner failed", e.getCause());
        }
    }

    private TestResult measured(NativePolicyEngine engine, TestRule test, Stopwatch stopwatch) {
        TestResult first = test(engine, test);
        if (first.outcome() != Outcome.PASS) {
            return first;
        }
        PreparedPolicy prepared = engine.prepare(String.join("/", test.path()));
        EvaluationOptions quiet = options.withPrint(PrintSink.NONE);
        Timing timing =
                stopwatch.measure(() -> prepared.evaluate(Undefined.UNDEFINED, quiet) instanceof Evaluation.Defined);
        return first.withTiming(timing);
    }

    private TestResult test(NativePolicyEngine engine, TestRule test) {
        if (test.isTodo()) {
            return result(test, Outcome.SKIPPED, Duration.ZERO, "", List.of());
        }
        if (test.rule().head().isFunction()) {
            Diagnostic called = Diagnostic.error(
                    DiagnosticCode.TYPE,
                    test.rule().head().span(),
                    "function " + test.fullName() + " used as reference, not called",
                    "write the test without parameters");
            return result(test, Outcome.ERROR, Duration.ZERO, "", List.of(called));
        }
        Output output = new Output();
        long start = System.nanoTime();
        try {
            PreparedPolicy prepared = engine.prepare(String.join("/", test.path()));
            EffectLog effects = EffectLog.recording();
            EvaluationOptions watched =
                    options.cancelledInTime().withPrint(output).withEffects(effects);
            TestCases.Recorded<Evaluation> recorded =
                    TestCases.record(() -> prepared.evaluate(Undefined.UNDEFINED, watched));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            TestResult came = switch (recorded.result()) {
                case Evaluation.Defined defined ->
                    verdict(test, defined.value(), recorded, took, output.lines.toString());
                case Evaluation.Undefined undefined ->
                    result(test, Outcome.FAIL, took, output.lines.toString(), List.of());
                case Evaluation.Failed failed ->
                    result(test, Outcome.ERROR, took, output.lines.toString(), located(engine, test, failed, effects));
            };
            conditions.ifPresent(seen -> watch(seen, prepared, test, came, effects));
            return explained(engine, test, came, effects);
        } catch (PolicyException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return result(test, Outcome.ERROR, took, output.lines.toString(), e.diagnostics());
        }
    }

    private void watch(Conditions seen, PreparedPolicy prepared, TestRule test, TestResult came, EffectLog effects) {
        ConditionWatch watch = seen.watch();
        Evaluation again =
                prepared.evaluate(Undefined.UNDEFINED, options.cancelledInTime().again(watch, effects));
        seen.add(watch);
        if (again instanceof Evaluation.Failed && came.outcome() != Outcome.ERROR) {
            seen.incomplete(test.fullName());
        }
    }

    private TestResult explained(NativePolicyEngine engine, TestRule test, TestResult result, EffectLog effects) {
        if (explanation == Explanation.NONE || result.outcome() != Outcome.FAIL) {
            return result;
        }
        Trace trace = new Trace(true, explanation == Explanation.STEPS_WITH_VALUES);
        List<Entered> entered = new ArrayList<>();
        TestCases.watch(
                () -> again(engine, test, Watch.of(trace), effects),
                name -> entered.add(new Entered(name.toList(), trace.count())));
        List<TraceEvent> steps = trace.events();
        SortedMap<String, SubResult> cases = result.cases();
        for (int i = 0; i < entered.size(); i++) {
            int end = i + 1 < entered.size() ? Math.min(entered.get(i + 1).steps(), steps.size()) : steps.size();
            cases = SubResults.withTrace(cases, entered.get(i).name(), steps.subList(0, end));
        }
        return result.withTrace(steps, cases);
    }

    /** A case that was entered after so many steps. */
    private record Entered(List<RegoValue> name, int steps) {}

    private List<Diagnostic> located(
            NativePolicyEngine engine, TestRule test, Evaluation.Failed failed, EffectLog effects) {
        return Rerun.located(
                failed.diagnostics(),
                watch -> again(engine, test, watch, effects) instanceof QueryResult.Failed again
                        ? again.diagnostics()
                        : List.of());
    }

    /** Runs a test once more, such that nothing comes out otherwise. */
    private QueryResult again(NativePolicyEngine engine, TestRule test, Watch watch, EffectLog effects) {
        return engine.prepareQuery(Query.of(test.fullName()))
                .evaluate(Undefined.UNDEFINED, options.cancelledInTime().again(watch, effects));
    }

    private static TestResult verdict(
            TestRule test, RegoValue value, TestCases.Recorded<Evaluation> recorded, Duration took, String output) {
        if (!test.hasCases()) {
            Outcome outcome = RegoBoolean.TRUE.equals(value) ? Outcome.PASS : Outcome.FAIL;
            return result(test, outcome, took, output, List.of());
        }
        SortedMap<String, SubResult> cases = SubResults.of(value, recorded.cases());
        boolean failed = cases.values().stream().anyMatch(SubResult::failed);
        return new TestResult(
                test.packagePath(),
                test.name(),
                test.rule().span(),
                failed ? Outcome.FAIL : Outcome.PASS,
                took,
                output,
                List.of(),
                cases,
                Optional.empty(),
                List.of());
    }

    private static TestResult result(
            TestRule test, Outcome outcome, Duration duration, String output, List<Diagnostic> errors) {
        return new TestResult(
                test.packagePath(),
                test.name(),
                test.rule().span(),
                outcome,
                duration,
                output,
                errors,
                Collections.emptySortedMap(),
                Optional.empty(),
                List.of());
    }
}
