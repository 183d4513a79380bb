package dev.writ.policy.testrun;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.TestResult.Outcome;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.Undefined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the tests in modules and evaluates each by itself, without an input. */
public final class TestRunner {

    private static final String TEST = "test_";
    private static final String TODO = "todo_test_";

    private final Predicate<String> filter;
    private final EvaluationOptions options;

    /** One test: the rules of one name count once, at the place of the first. */
    private record Test(List<String> packageNames, Rule rule) {
        String packagePath() {
            return "data." + String.join(".", packageNames);
        }

        String name() {
            return rule.head().name();
        }
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
     * A runner.
     *
     * @param filter which tests run, by their full names, as in {@code data.example_test.test_allow}
     * @param options limits and the environment of each test
     */
    public TestRunner(Predicate<String> filter, EvaluationOptions options) {
        this.filter = filter;
        this.options = options;
    }

    /** A runner of all tests, each for at most {@code timeout}. */
    public static TestRunner all(Duration timeout) {
        EvaluationOptions standard = EvaluationOptions.standard();
        return new TestRunner(
                name -> true, standard.withLimits(standard.limits().withTimeout(timeout)));
    }

    /**
     * Runs the tests of some modules.
     *
     * @throws PolicyException if the modules have errors
     */
    public TestReport run(List<Module> modules, RegoObject data, EngineOptions engineOptions) {
        List<TestResult> results = new ArrayList<>();
        try (NativePolicyEngine engine = NativePolicyEngine.of(modules, data, engineOptions.withRevision("tests"))) {
            for (Test test : tests(modules)) {
                if (filter.test(test.packagePath() + "." + test.name())) {
                    results.add(run(engine, test));
                }
            }
        }
        return new TestReport(results);
    }

    private static List<Test> tests(List<Module> modules) {
        Map<String, Test> tests = new LinkedHashMap<>();
        for (Module module : modules) {
            for (Rule rule : module.rules()) {
                Test test = new Test(module.packageDecl().names(), rule);
                if (test.name().startsWith(TEST) || test.name().startsWith(TODO)) {
                    tests.putIfAbsent(test.packagePath() + "." + test.name(), test);
                }
            }
        }
        return List.copyOf(tests.values());
    }

    private TestResult run(PolicyEngine engine, Test test) {
        if (test.name().startsWith(TODO)) {
            return result(test, Outcome.SKIPPED, Duration.ZERO, "", List.of());
        }
        if (test.rule().head().ref().size() > 1) {
            Diagnostic refused = Diagnostic.error(
                    DiagnosticCode.UNSUPPORTED,
                    test.rule().head().span(),
                    "`" + test.name() + "` has cases, which the test runner does not tell apart yet",
                    "write a rule for each case");
            return result(test, Outcome.ERROR, Duration.ZERO, "", List.of(refused));
        }
        Output output = new Output();
        long start = System.nanoTime();
        try {
            String path = String.join("/", test.packageNames()) + "/" + test.name();
            Evaluation evaluation = engine.prepare(path).evaluate(Undefined.UNDEFINED, options.withPrint(output));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return switch (evaluation) {
                case Evaluation.Defined defined ->
                    result(test, defined.value().isTrue() ? Outcome.PASS : Outcome.FAIL, took, output.lines, List.of());
                case Evaluation.Undefined undefined -> result(test, Outcome.FAIL, took, output.lines, List.of());
                case Evaluation.Failed failed -> result(test, Outcome.ERROR, took, output.lines, failed.diagnostics());
            };
        } catch (PolicyException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return result(test, Outcome.ERROR, took, output.lines, e.diagnostics());
        }
    }

    private static TestResult result(
            Test test, Outcome outcome, Duration duration, CharSequence output, List<Diagnostic> errors) {
        return new TestResult(
                test.packagePath(), test.name(), test.rule().span(), outcome, duration, output.toString(), errors);
    }
}
