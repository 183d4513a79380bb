package dev.writ.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is told of an evaluation. The texts are those of OPA 1.22.2, but for the numbers of variables that a compiler makes. */
class TraceTest {

    private static final String POLICY =
            """
            package t

            default allow := false

            allow if {
            	input.user == "ada"
            	not denied
            }

            denied if some u in data.denied; u == input.user

            p contains x if { some x in [1, 2]; x > 1; trace("found") }

            broken := 1 / 0
            """.replace("if some u in data.denied; u == input.user", "if { some u in data.denied; u == input.user }");

    private static QueryResult run(String query, String input, Trace trace) {
        return run(query, input, Watch.of(trace), false);
    }

    private static QueryResult run(String query, String input, Watch watch, boolean strict) {
        try (NativePolicyEngine engine = NativePolicyEngine.create(
                List.of(new SourceFile("t.rego", POLICY)), RegoObject.EMPTY, EngineOptions.standard())) {
            return engine.prepareQuery(Query.of(query))
                    .evaluate(
                            JsonReader.read(input),
                            EvaluationOptions.standard().withTracer(watch).withStrictBuiltinErrors(strict));
        }
    }

    private static String shown(Trace trace, TraceDetail detail) {
        return TraceText.of(TraceText.select(trace.events(), detail), false).replaceAll("__local[0-9]*__", "__local__");
    }

    @Test
    void theValueOfARuleIsUsedBeforeEvaluationComesBackToTheRule() {
        Trace trace = new Trace(true, false);

        run("data.t.allow", "{\"user\": \"ada\"}", trace);

        assertThat(shown(trace, TraceDetail.FULL)).isEqualTo("""
            query:1       Enter data.t.allow = _
            query:1       | Eval data.t.allow = _
            query:1       | Index data.t.allow (matched 1 rule, early exit)
            t.rego:5      | Enter data.t.allow
            t.rego:6      | | Eval input.user = "ada"
            t.rego:7      | | Eval not data.t.denied
            t.rego:7      | | Enter data.t.denied
            t.rego:7      | | | Eval data.t.denied
            t.rego:7      | | | Index data.t.denied (matched 1 rule, early exit)
            t.rego:10     | | | Enter data.t.denied
            t.rego:10     | | | | Eval u = data.denied[__local__]
            t.rego:10     | | | | Fail u = data.denied[__local__]
            t.rego:7      | | | Fail data.t.denied
            t.rego:5      | | Exit data.t.allow early
            query:1       | Exit data.t.allow = _
            query:1       Redo data.t.allow = _
            query:1       | Redo data.t.allow = _
            t.rego:5      | Redo data.t.allow
            t.rego:6      | | Redo input.user = "ada"
            """);
    }

    @Test
    void failsAndNotesComeWithTheBodiesThatLedToThem() {
        Trace trace = new Trace(true, false);

        run("data.t.p", "{}", trace);

        assertThat(shown(trace, TraceDetail.FAILS)).isEqualTo("""
            query:1       Enter data.t.p = _
            t.rego:12     | Enter data.t.p
            t.rego:12     | | Fail gt(x, 1)
            """);
        assertThat(shown(trace, TraceDetail.NOTES)).isEqualTo("""
            query:1       Enter data.t.p = _
            t.rego:12     | Enter data.t.p
            t.rego:12     | | Note "found"
            """);
        assertThat(TraceText.failsAndNotes(trace.events())).hasSize(4);
    }

    @Test
    void anErrorKnowsWhatWasOnTheWayToIt() {
        Trace trace = new Trace(false, false);

        QueryResult result = run("x := data.t.broken", "{}", Watch.of(trace), true);

        assertThat(result).isInstanceOfSatisfying(QueryResult.Failed.class, failed -> {
            assertThat(trace.located(failed.diagnostics().getFirst()).details())
                    .hasToString("Traceback:\n  t.rego:14: 1 / 0\n  1:1: x := data.t.broken\n");
        });
        assertThat(trace.events()).isEmpty();
    }

    @Test
    void errorsThatMakeCallsUndefinedAreKept() {
        Trace trace = new Trace(false, false);

        run("data.t.broken", "{}", trace);

        assertThat(trace.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.toString())
                        .isEqualTo("t.rego:14:11: eval_builtin_error: div: divide by zero"));
    }

    @Test
    void anErrorThatDoesNotComeAgainIsLeftAsItIs() {
        Trace trace = new Trace(false, false);
        run("data.t.broken", "{}", trace);
        List<Diagnostic> errors = List.of(trace.errors().getFirst().withDetails(new Other()));

        assertThat(Rerun.located(errors, watch -> List.of())).isEqualTo(errors);
    }

    private record Other() implements Diagnostic.Details {}

    @Test
    void aProfileGivesTheTimeFromOneExpressionToTheNext() {
        AtomicLong clock = new AtomicLong();
        Profile profile = new Profile(() -> clock.addAndGet(5));

        run("data.t.p", "{}", new Watch(new Trace(false, false), List.of(profile), Tracer.NONE), false);

        assertThat(profile.lines())
                .extracting(
                        line -> line.place().line(),
                        Profile.Line::evaluated,
                        Profile.Line::redone,
                        Profile.Line::expressions)
                .containsExactly(tuple(1, 1L, 1L, 1), tuple(12, 5L, 5L, 4));
        assertThat(profile.lines().stream().mapToLong(Profile.Line::nanos).sum())
                .isEqualTo(60);
    }

    @Test
    void whatFailedPointsToItsValues() {
        Trace trace = new Trace(true, true);

        run("data.t.p", "{}", trace);

        assertThat(FailureLine.of(trace.events()))
                .containsExactly(
                        "t.rego:12:",
                        "                                      x > 1",
                        "                                      |",
                        "                                      1");
    }
}
