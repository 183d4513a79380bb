package dev.writ.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Valid modules, broken at random: the parser gives a tree or diagnostics that lie in the text, and nothing else. Every
 * failure names its seed, and {@code -Dwrit.seed} repeats it.
 */
final class ParserFuzzTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());
    private static final int MUTANTS = Integer.getInteger("writ.fuzz.mutants", 5_000);
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ",",
            ":",
            ";",
            ".",
            "=",
            ":=",
            "==",
            "!=",
            "<",
            ">=",
            "+",
            "-",
            "*",
            "/",
            "%",
            "&",
            "|",
            "in",
            "some",
            "every",
            "not",
            "if",
            "else",
            "contains",
            "default",
            "with",
            "as",
            "import",
            "package",
            "null",
            "true",
            "\"a\"",
            "\"",
            "`",
            "$\"{x}\"",
            "$`",
            "\\",
            "#",
            "\n",
            " ",
            "\t",
            "\r",
            "1",
            "1.5e",
            "0",
            "_",
            "x",
            "input",
            "data",
            "set(",
            "and",
            "or",
            "import future.keywords\n",
            "# METADATA\n# title: x\n",
            "\u0000",
            "\uFEFF",
            "\uD83D",
            "\uDE00",
            "\u00A0",
            "'");

    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeAll
    static void readSeeds() throws IOException {
        for (String name : List.of("trees.txt", "trees-v0.txt", "errors.txt")) {
            GoldenFile.of(name).inputs().forEach(SEEDS::add);
        }
        Path policies = Path.of("../policies");
        try (var files = Files.walk(policies)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".rego")).toList()) {
                SEEDS.add(Files.readString(file));
            }
        }
        assertThat(SEEDS).hasSizeGreaterThan(100);
    }

    @Test
    @Timeout(120)
    void mutantsGiveATreeOrDiagnostics() {
        Random random = new Random(SEED);
        int valid = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutate(SEEDS.get(random.nextInt(SEEDS.size())), random);
            RegoVersion version = random.nextInt(4) == 0 ? RegoVersion.V0 : RegoVersion.V1;
            valid += check(mutant, version) ? 1 : 0;
        }
        assertThat(valid).as("seed %s", SEED).isBetween(MUTANTS / 100, MUTANTS);
    }

    private static boolean check(String mutant, RegoVersion version) {
        SourceFile file = new SourceFile("fuzz.rego", mutant);
        try {
            Parsed<dev.writ.policy.ast.Module> parsed =
                    RegoParser.module(file, ParseOptions.DEFAULT.withVersion(version));
            assertThat(parsed.isValid()).isEqualTo(parsed.diagnostics().isEmpty());
            for (Diagnostic diagnostic : parsed.diagnostics()) {
                assertThat(diagnostic.span()).isNotNull();
            }
            DiagnosticRenderer.render(parsed.diagnostics());
            if (parsed.isValid()) {
                assertThat(AstText.of(parsed.get())).isNotEmpty();
            }
            return parsed.isValid();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new AssertionError("seed " + SEED + ", source:\n" + mutant, e);
        }
    }

    private static String mutate(String seed, Random random) {
        String text = seed;
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            text = switch (random.nextInt(4)) {
                case 0 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(6)));
                case 1 -> text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
                case 2 ->
                    text.substring(0, at) + " " + PIECES.get(random.nextInt(PIECES.size())) + " " + text.substring(at);
                default -> {
                    int from = random.nextInt(text.length() + 1);
                    int to = Math.min(text.length(), from + random.nextInt(40));
                    yield text.substring(0, at) + text.substring(from, to) + text.substring(at);
                }
            };
        }
        return text;
    }
}
