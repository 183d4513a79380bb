package dev.writ.policy.partial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.Query;
import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Residuals beside those that the real OPA printed ({@code src/test/resources/partial/from-opa} writes them). Names of
 * variables and of negated rules are compared by their first places. Where {@code differs.txt} says why another residual is
 * right, {@code writ.txt} holds it.
 */
class PartialGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/partial");
    private static final Pattern MADE = Pattern.compile("\\b(__?(local|not|term)\\w*|_[0-9]*)\\b");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> all = Files.list(CASES)) {
            return all.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theResidualIsThatOfOpa(Path dir) throws IOException {
        boolean differs = Files.exists(dir.resolve("differs.txt"));
        String expected = Files.readString(dir.resolve(differs ? "writ.txt" : "opa.txt"));

        assertThat(canonical(residual(dir).source())).isEqualTo(canonical(expected));
        if (differs) {
            assertThat(canonical(expected))
                    .as("`differs.txt` is out of date")
                    .isNotEqualTo(canonical(Files.readString(dir.resolve("opa.txt"))));
        }
    }

    private static PartialResult residual(Path dir) throws IOException {
        List<Module> modules = new ArrayList<>();
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".rego")).sorted().toList()) {
                SourceFile source = new SourceFile(file.getFileName().toString(), Files.readString(file));
                modules.add(Objects.requireNonNull(RegoParser.module(source).result(), "no module"));
            }
        }
        Path data = dir.resolve("data.json");
        Path input = dir.resolve("input.json");
        Maybe document = Files.exists(input) ? JsonReader.read(Files.readString(input)) : Undefined.UNDEFINED;
        List<String> lines = Files.readAllLines(dir.resolve("query.txt"));
        PartialEvaluation evaluation = PartialEvaluation.of(
                modules,
                Files.exists(data) ? (RegoObject) JsonReader.read(Files.readString(data)) : RegoObject.EMPTY,
                EngineOptions.standard());
        return evaluation.evaluate(
                Query.of(lines.getFirst()),
                document,
                options(lines.subList(1, lines.size())),
                EvaluationOptions.standard());
    }

    private static PartialOptions options(List<String> flags) {
        PartialOptions options = PartialOptions.standard();
        for (String flag : flags) {
            String value = flag.substring(flag.indexOf('=') + 1);
            options = switch (flag.split("=", 2)[0]) {
                case "--unknowns" -> options.withUnknowns(List.of(value));
                case "--disable-inlining" -> options.withDisableInlining(List.of(value));
                case "--nondeterminstic-builtins" -> options.withNondeterministicBuiltins(true);
                default -> throw new IllegalArgumentException(flag);
            };
        }
        return options;
    }

    private static String canonical(String text) {
        Map<String, String> names = new HashMap<>();
        // A variable without a name is another one each time.
        return MADE.matcher(text)
                .replaceAll(found -> names.computeIfAbsent(
                        found.group().equals("_") ? "_" + found.start() : found.group(), ignored -> "v" + names.size()))
                .strip();
    }
}
