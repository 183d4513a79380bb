package dev.writ.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the depth and size of a text, it is read or refused at a place, on a stack of the usual size and in bounded time. */
final class DeepNestingTest {
    private static final int DEEP = 10_000;
    private static final long USUAL_STACK = 1024 * 1024;

    private static Parsed<dev.writ.policy.ast.Module> parse(String source) {
        AtomicReference<Parsed<dev.writ.policy.ast.Module>> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null, () -> result.set(RegoParser.module(new SourceFile("p.rego", source))), "usual", USUAL_STACK);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        try {
            assertThat(thread.join(Duration.ofSeconds(60))).as("ended in time").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Assertions.fail(e);
        }
        assertThat(failure.get()).isNull();
        return result.get();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "p := ~[~1~]",
                "p := ~{~1~}",
                "p := ~{\"a\":~1~}",
                "p := ~(~1~)",
                "p := ~f(~1~)",
                "p := ~a[~1~]",
                "p := ~[x |~true~]",
                "p := ~{x: y |~true~}",
                "p := ~{x |~true~}",
                "p := ~1 in [~1~]",
                "p := ~[1 |~1~, 2]",
                "p := ~{1: 2 |~1~}",
                "p := ~$\"{~1~}\"",
                "p if ~{~true~}",
                "p if ~every x in xs {~true~}",
                "p if ~some x in [~1~]",
                "p if ~not f(~x~)",
                "f(~[~x~]) := 1"
            })
    void nestingBeyondTheLimitIsRefusedAtItsPlace(String before, String open, String inner, String close) {
        String source = "package a\n" + before + open.repeat(DEEP) + inner + close.repeat(DEEP);
        List<Diagnostic> diagnostics = parse(source).diagnostics();
        assertThat(diagnostics).isNotEmpty();
        assertThat(diagnostics.getFirst().message())
                .as(before + open)
                .containsAnyOf("nested deeper than the limit of 250 levels", "`every` cannot", "unexpected", "illegal");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "p := ~[~1~]",
                "p := ~{\"a\":~1~}",
                "p := ~(~1~)",
                "p := ~f(~1~)",
                "p := ~[x |~true~]",
                "p := ~{x |~true~}"
            })
    void nestingUpToTheLimitIsRead(String before, String open, String inner, String close) {
        int levels = open.endsWith("|") ? 125 : 250; // a comprehension is two levels: its brackets and its body
        String source = "package a\n" + before + open.repeat(levels) + inner + close.repeat(levels);
        Parsed<dev.writ.policy.ast.Module> parsed = parse(source);
        assertThat(parsed.diagnostics()).isEmpty();
        assertThat(parsed.isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"+", "-", "*", "|", "&", "==", "in"})
    void longChainsOfOperatorsAreReadUpToTheLimit(String operator) {
        String step = " " + operator + " x";
        assertThat(parse("package a\np := x" + step.repeat(900)).diagnostics()).isEmpty();
        assertThat(parse("package a\np := x" + step.repeat(DEEP)).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("expression is deeper than the limit of 1000 levels");
    }

    @Test
    void longReferencesAndCallChainsAreBounded() {
        assertThat(parse("package a\np := x" + ".a".repeat(DEEP)).diagnostics()).isEmpty();
        assertThat(parse("package a\np := x" + "[_]".repeat(DEEP)).diagnostics())
                .isEmpty();
        assertThat(parse("package a\np := f(1)" + "[0]".repeat(DEEP)).diagnostics())
                .isEmpty();
    }

    @Test
    void longLogicalChainsAreBounded() {
        String start = "package a\nimport future.keywords\np if { x";
        assertThat(parse(start + " and x".repeat(900) + " }").diagnostics()).isEmpty();
        assertThat(parse(start + " and x".repeat(DEEP) + " }").diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("expression is deeper than the limit of 1000 levels");
        assertThat(parse("package a\nimport future.keywords\np if { " + "(".repeat(DEEP) + "x" + ")".repeat(DEEP)
                                + " }")
                        .diagnostics())
                .isNotEmpty();
        assertThat(parse("package a\nimport future.keywords\np if { " + "not {".repeat(DEEP) + "x" + "}".repeat(DEEP)
                                + " }")
                        .diagnostics())
                .isNotEmpty();
    }

    @Test
    @Timeout(60)
    void ambiguousBracketsDoNotMultiplyTheWork() {
        String union = "{1 | ".repeat(120) + "1" + ", 2}".repeat(120);
        assertThat(parse("package a\np := " + union).diagnostics()).isEmpty();
        String object = "{1: 2 | ".repeat(100) + "1" + ", 3: 4}".repeat(100);
        assertThat(parse("package a\np := " + object).diagnostics()).isEmpty();
        String groups =
                "package a\nimport future.keywords\np if { " + "(".repeat(200) + "a == b" + ")".repeat(200) + " }";
        assertThat(parse(groups).diagnostics()).isEmpty();
        String bodies = "package a\nimport future.keywords\np if { " + "([x | ".repeat(50) + "true"
                + "] == y)".repeat(50) + " }";
        assertThat(parse(bodies).diagnostics()).isEmpty();
    }

    @Test
    @Timeout(60)
    void aStringIsReadWithoutALookAtTheRestOfTheText() {
        assertThat(parse("package a\np := [" + "\"x\", ".repeat(600_000) + "]").diagnostics())
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void hugeLiteralsAreRead() {
        assertThat(parse("package a\np := \"" + "x".repeat(5_000_000) + "\"").diagnostics())
                .isEmpty();
        assertThat(parse("package a\np := `" + "x\n".repeat(1_000_000) + "`").diagnostics())
                .isEmpty();
        assertThat(parse("package a\np := [" + "1, ".repeat(200_000) + "]").diagnostics())
                .isEmpty();
        assertThat(parse("package a\np if {\n" + "x\n".repeat(200_000) + "}").diagnostics())
                .isEmpty();
        assertThat(parse("package a\n" + "p := 1\n".repeat(100_000)).diagnostics())
                .isEmpty();
        assertThat(parse("package a\np := " + "9".repeat(20_000)).diagnostics()).isEmpty();
    }

    @Test
    void hugeNumbersAreRefused() {
        assertThat(parse("package a\np := " + "9".repeat(1_000_000)).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("number too big");
        assertThat(parse("package a\np := 1e" + "9".repeat(1_000_000)).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("number too big");
    }

    @Test
    @Timeout(60)
    void aFileFullOfErrorsReportsThemInBoundedTime() {
        assertThat(parse("package a\n" + "p := )\n".repeat(20_000)).diagnostics())
                .hasSize(20_000);
    }
}
