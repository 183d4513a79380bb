package dev.writ.policy.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.fuzz.GeneratedModules;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every text, with or without OPA: nothing is lost, and what is formatted stays as it is. */
class RegoFormatterTest {
    private static final long SEED = Long.getLong("writ.format.seed", 1);
    private static final long USUAL_STACK = 1024 * 1024;

    private static Formatted format(String text, FormatOptions options) {
        return RegoFormatter.format(new SourceFile("p.rego", text), options);
    }

    private static String refusal(String text, FormatOptions options) {
        return DiagnosticRenderer.render(format(text, options).diagnostics());
    }

    private static Map<String, Long> comments(String text, FormatOptions options) {
        return RegoParser.module(new SourceFile("p.rego", text), options.parse()).get().comments().stream()
                .map(comment -> comment.text().strip())
                .collect(Collectors.groupingBy(comment -> comment, Collectors.counting()));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndWhatIsFormattedStays(OpaFormatTest.Mode mode) {
        FormatOptions options = mode.options();
        RandomGenerator random = new SplittableRandom(SEED);
        int formatted = 0;
        for (long seed = SEED; seed < SEED + 60; seed++) {
            for (String module : GeneratedModules.of(seed, options.parse().version())) {
                String text = new Mangler(module).mangled(random, 0.08, 0.15);
                String once = format(text, options).text();
                if (once == null) {
                    continue;
                }
                formatted++;
                assertThat(format(once, options).text())
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(once);
                assertThat(comments(once, options)).as("seed %d", seed).isEqualTo(comments(text, options));
            }
        }
        assertThat(formatted).isGreaterThan(50);
    }

    @Test
    void shippedPoliciesAreFormatted() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../policies/src"))) {
            List<Path> all =
                    files.filter(path -> path.toString().endsWith(".rego")).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                String text = Files.readString(file);
                assertThat(format(text, FormatOptions.DEFAULT).text())
                        .as("%s: run `writ fmt --write`", file)
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void aRuleWhoseCommentsHaveNoPlaceStaysAsItIs() {
        String text = """
            package a

            q   :=   1

            o :=   { # open
              # above
              "a": 1,
              "b": 2
            }
            """;

        assertThat(format(text, FormatOptions.DEFAULT).get()).isEqualTo(text.replace("q   :=   1", "q := 1"));
    }

    @Test
    void inAnotherDialectCommentsWithoutAPlaceComeFirst() {
        String text = """
            package a

            p {
              json.filter({"a": # in
               [ # more
               1]}, ["a"], x)
            }
            """;
        FormatOptions both = FormatOptions.of(RegoVersion.V0).to(FormatOptions.Target.V0_AND_V1);

        assertThat(format(text, both).get()).isEqualTo("""
            package a

            import rego.v1

            # in
            # more
            p if {
            \tjson.filter(
            \t\t{"a": [
            \t\t\t1,
            \t\t]},
            \t\t["a"], x,
            \t)
            }
            """);
    }

    @Test
    void whatIsNoRegoIsRefusedAtItsPlace() {
        assertThat(refusal("package a\n\np if {\n", FormatOptions.DEFAULT))
                .startsWith("p.rego:4:1: rego_parse_error: ");
        assertThat(RegoFormatter.format(
                                SourceText.decode("p.rego", new byte[] {'p', (byte) 0xFF, 0}), FormatOptions.DEFAULT)
                        .diagnostics())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).isEqualTo("illegal UTF-8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "p if plus(1)~`plus`: arity mismatch",
                "p if x := [plus(1)]~`plus`: arity mismatch",
                "p if x := re_match(`a`, `b`)~deprecated built-in function calls in expression: `re_match`",
                "import data.a; import input.a~import must not shadow `import data.a`",
                "input := 1~rules must not shadow `input` (use a different rule name)",
                "f(data) := 1~args must not shadow `data` (use a different variable name)",
                "p if { input := 1 }~variables must not shadow `input` and `data` (use a different variable name)",
            })
    void whatNoLayoutCanMendIsRefused(String line, String message) {
        String text = "package a\n" + line.replace("; ", "\n") + "\n";

        assertThat(refusal(text, FormatOptions.DEFAULT)).contains(message);
    }

    @Test
    void theFunctionsThatV1DoesNotHaveAreThoseOfTheRegistry() {
        assertThat(DialectCheck.DEPRECATED)
                .containsExactlyInAnyOrderElementsOf(BuiltinRegistry.standard(Map.of()).signatures().stream()
                        .filter(BuiltinSignature::deprecated)
                        .map(BuiltinSignature::name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "p := ~[~1~]",
                "p := ~{\"a\":~1~}",
                "p := ~(~1~)",
                "p := ~f(~1~)",
                "p := ~[x |~true~]",
                "p := ~1 + ~1~^^",
                "^p if ^~not [1 |~x~]",
                "^p if ^~every x in xs {~true~}",
            })
    void howDeepATextNestsDoesNotMatter(String start, String open, String middle, String close)
            throws InterruptedException {
        for (int depth : List.of(100, 240, 900, 100_000)) {
            String text = "package a\n" + start + open.repeat(depth) + middle
                    + String.valueOf(close).repeat(depth) + "\n";
            AtomicReference<Formatted> result = new AtomicReference<>();
            Thread thread =
                    new Thread(null, () -> result.set(format(text, FormatOptions.DEFAULT)), "usual", USUAL_STACK);
            thread.start();

            assertThat(thread.join(Duration.ofSeconds(60))).as("ended in time").isTrue();
            assertThat(result.get()).as("depth %d", depth).isNotNull();
            if (result.get().text() == null) {
                assertThat(DiagnosticRenderer.render(result.get().diagnostics()))
                        .containsAnyOf("nest", "level", "operand", "cannot be negated");
            }
        }
    }
}
