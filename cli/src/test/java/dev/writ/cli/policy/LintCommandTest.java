package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.writ.cli.Cli;
import dev.writ.policy.lint.run.EngineBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintCommandTest {
    private static final String MESSY = """
        package p

        # METADATA
        # entrypoint: true
        x = 1 if "a" == input.x
        """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void ownConfiguration() throws IOException {
        // Otherwise that of a directory above might count.
        write(".regal/config.yaml", "rules: {style: {opa-fmt: {level: ignore}}}");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.writeString(file, text);
    }

    private Cli.Run lint(String... options) {
        List<String> args = new ArrayList<>(List.of("lint"));
        args.addAll(List.of(options));
        if (!args.contains("--format")) {
            args.addAll(List.of("--format", "compact"));
        }
        args.add(folder.toString());
        return Cli.run(args.toArray(String[]::new));
    }

    private String place(String rest) {
        return folder + "/" + rest;
    }

    @Test
    void errorsFailWithThree() throws IOException {
        write("p/p.rego", MESSY);
        Cli.Run run = lint();

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
            %s: error: assign with `:=` (style/use-assignment-operator)
            %s: error: write the constant on the right (style/yoda-condition)
            1 file linted. 2 findings.
            """.formatted(place("p/p.rego:5:3"), place("p/p.rego:5:10")));
    }

    @Test
    void nothingFoundIsZero() throws IOException {
        write("p/p.rego", "package p\n\nx := 1\n");
        Cli.Run run = lint();

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("1 file linted. No findings.\n");
    }

    @ParameterizedTest
    @CsvSource({"error, 0", "warning, 2"})
    void warningsFailWhereTheyAreAskedTo(String level, int exit) throws IOException {
        write("p/p.rego", MESSY);
        write(".regal/config.yaml", "rules: {default: {level: warning}}");

        assertThat(lint("--fail-level", level).exit()).isEqualTo(exit);
    }

    @Test
    void switchesCountMoreThanTheConfiguration() throws IOException {
        write("p/p.rego", MESSY);

        assertThat(lint("--disable-all", "--enable", "yoda-condition").out()).contains("1 finding.");
        assertThat(lint("--disable-category", "style").exit()).isZero();
        assertThat(lint("--disable", "yoda-condition,style/use-assignment-operator")
                        .exit())
                .isZero();
        assertThat(lint("-D", "--enable-category", "custom").out()).contains("custom/missing-metadata");
    }

    @Test
    void aMisspeltRuleIsRefused() {
        Cli.Run run = lint("--disable", "yoda-conditions");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).isEqualTo("error: there is no rule `yoda-conditions`, did you mean `yoda-condition`?\n");
        assertThat(lint("--enable-category", "styl").err()).contains("did you mean `style`?");
    }

    @Test
    void aMisspeltKeyOfTheConfigurationIsRefused() throws IOException {
        write("p/p.rego", MESSY);
        Path config = write(".regal/config.yaml", "rules:\n  style:\n    todo-coment:\n      level: ignore\n");
        Cli.Run run = lint();

        assertThat(run.exit()).isOne();
        assertThat(run.err())
                .isEqualTo("error: `%s` line 3: unknown rule `rules.style.todo-coment`, did you mean `todo-comment`?\n"
                        .formatted(config));
    }

    @Test
    void whatCannotBeReadMakesTheRunIncomplete() throws IOException {
        write("p/p.rego", MESSY);
        Files.createSymbolicLink(folder.resolve("loop.rego"), Path.of("loop.rego"));
        Cli.Run run = lint();

        assertThat(run.exit()).isOne();
        assertThat(run.out()).contains("yoda-condition");
        assertThat(run.err()).startsWith("error: `" + place("loop.rego") + "` is a link that leads nowhere");
    }

    @Test
    void aFileThatIsNoRegoIsAFinding() throws IOException {
        write("p/p.rego", "package p\n\nx := }\n");
        Cli.Run run = lint();

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains(place("p/p.rego:3:6: error: ")).contains("(parse/rego-parse-error)");
    }

    @Test
    void filesAreIgnoredByConfigurationOrOption() throws IOException {
        write("p/p.rego", MESSY);
        write(".regal/config.yaml", "ignore: {files: [p/]}");

        assertThat(lint().out()).isEqualTo("0 files linted. No findings.\n");
        assertThat(lint("--ignore-files", "q.rego").exit()).isEqualTo(3);
    }

    @Test
    void fixesAreWrittenAndADryRunOnlySaysSo() throws IOException {
        Path file = write("p/p.rego", "package p\n\nx = 1\n");
        Cli.Run dry = lint("--fix", "--dry-run");

        assertThat(dry.err()).isEqualTo("would mend `" + file + "`: 1 finding\n");
        assertThat(file).hasContent("package p\n\nx = 1\n");

        Cli.Run run = lint("--fix");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEqualTo("mended `" + file + "`: 1 finding\n");
        assertThat(file).hasContent("package p\n\nx := 1\n");
    }

    @Test
    void aBaselineLetsOldFindingsBe() throws IOException {
        write("p/p.rego", MESSY);
        Path baseline = folder.resolve("baseline.json");
        Cli.Run written = lint("--write-baseline", baseline.toString());

        assertThat(written.exit()).isZero();
        assertThat(written.err()).isEqualTo("note: 2 findings are in `" + baseline + "`\n");

        Cli.Run run = lint("--baseline", baseline.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEqualTo("note: 2 findings are known by `" + baseline + "`\n");

        write("p/p.rego", MESSY + "\ny = 2\n");

        assertThat(lint("--baseline", baseline.toString()).out())
                .contains("p.rego:7:3")
                .contains("1 finding.");
    }

    @Test
    void aCacheGivesTheSameReport() throws IOException {
        write("p/p.rego", MESSY);
        Path cache = folder.resolve("cache.json");
        Cli.Run first = lint("--cache", cache.toString());

        assertThat(cache).content().as("it holds for this build").contains(EngineBuild.identity());
        assertThat(lint("--cache", cache.toString())).isEqualTo(first);
    }

    @Test
    void rulesOfOnesOwnStandBesideTheConfiguration() throws IOException {
        write("p/p.rego", "package p\n\nx := 1\n");
        write(".regal/rules/company.rego", """
            # METADATA
            # description: packages begin with the name of the company
            package custom.regal.rules.naming["company-package"]

            import data.regal.result

            report contains result.fail(rego.metadata.chain(), result.location(input["package"].path[1])) if {
            	input["package"].path[1].value != "acme"
            }
            """);
        Cli.Run run = lint("--ignore-files", ".regal/");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).startsWith(place("p/p.rego:1:9: error: packages begin with the name of the company"));
        assertThat(lint("--ignore-files", ".regal/", "--disable", "company-package")
                        .exit())
                .isZero();
    }

    @Test
    void theReportCanGoToAFile() throws IOException {
        write("p/p.rego", MESSY);
        Path report = folder.resolve("report.sarif");
        Cli.Run run = lint("--format", "sarif", "--output-file", report.toString());

        assertThat(run.out()).isEmpty();
        assertThat(report).content().contains("\"version\": \"2.1.0\"");
    }

    @ParameterizedTest
    @CsvSource({
        "pretty, Documentation:",
        "text, Documentation:",
        "json, violations",
        "junit, <testsuites",
        "github, ::error"
    })
    void formatsArePrinted(String format, String part) throws IOException {
        write("p/p.rego", MESSY);

        assertThat(lint("--format", format).out()).contains(part);
    }

    @Test
    void theShippedPoliciesAreClean() {
        Cli.Run run = Cli.run(
                "lint", "--format", "compact", Path.of("..", "policies", "src").toString());

        assertThat(run.out()).endsWith("No findings.\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void theRulesOnDecisionsLookAtTheShippedPolicies() throws IOException {
        write(".manifest", """
            {"metadata": {"writ": {"decisions": [{"decision": "p/decision"}]}}}
            """);
        write("p/p.rego", "package p\n\ndecision := {\"allow\": time.now_ns() > 5}\n");

        assertThat(lint("-D", "--enable-category", "governance").out())
                .contains("governance/decision-contract")
                .contains("governance/missing-control")
                .contains("governance/non-deterministic-decision")
                .contains("governance/threshold-in-code");
    }

    private Cli.Run run(String... args) {
        return Cli.run(Stream.concat(Stream.of("lint", "--format", "compact"), Stream.of(args))
                .toArray(String[]::new));
    }

    @Test
    void aFileIsMendedAsAWholeOrNotAtAll() throws IOException {
        Path file = write("p/p.rego", "package p\n\nx = 1\n");
        Path before = Files.createLink(folder.resolve("before"), file);
        lint("--fix");

        assertThat(file).hasContent("package p\n\nx := 1\n");
        assertThat(before).as("what was there is never written over").hasContent("package p\n\nx = 1\n");
    }

    @Test
    void aFileThatCannotBeWrittenKeepsNoOtherFromBeingMended() throws IOException {
        Path first = write("a/a.rego", "package a\n\nx = 1\n");
        Path second = write("b/b.rego", "package b\n\nx = 1\n");
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("r--r--r--"));
        assumeThat(Files.isWritable(first)).as("not for root").isFalse();
        Cli.Run run = lint("--fix");

        assertThat(run.exit()).isOne();
        assertThat(second).hasContent("package b\n\nx := 1\n");
        assertThat(run.out()).contains(place("a/a.rego:3:3")).contains("1 finding.");
        assertThat(run.err())
                .isEqualTo("mended `%s`: 1 finding\nerror: cannot write `%s`: no permission for `%s`\n"
                        .formatted(second, first, first.toRealPath()));
    }

    @Test
    void aBaselineHoldsHoweverFilesAreNamed() throws IOException {
        write("p/p.rego", MESSY);
        Path baseline = folder.resolve("baseline.json");
        lint("--write-baseline", baseline.toString());

        for (Path path : List.of(
                folder.resolve("p"),
                folder.resolve("p/../p/p.rego"),
                Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath()))) {
            assertThat(run("--baseline", baseline.toString(), path.toString()).exit())
                    .as("%s", path)
                    .isZero();
        }
    }

    @Test
    void oneFileGivenThreeTimesIsOneFile() throws IOException {
        Path file = write("p/p.rego", "package p\n\nx := 1\n");

        assertThat(run(file.toString(), folder + "/./p/p.rego", folder.toString())
                        .out())
                .isEqualTo("1 file linted. No findings.\n");
    }

    @Test
    void aBaselineNeverHidesWhatIsNoRego() throws IOException {
        write("p/p.rego", "package p\n\nx := }\n");
        Path baseline = folder.resolve("baseline.json");

        assertThat(lint("--write-baseline", baseline.toString()).err())
                .startsWith("note: 0 findings are in")
                .contains("which a baseline never hides");
        assertThat(lint("--baseline", baseline.toString()).exit()).isEqualTo(3);
    }

    @Test
    void otherFilesAreNotOverwritten() throws IOException {
        Path policy = write("p/p.rego", MESSY);
        Cli.Run cache = lint("--cache", policy.toString());
        Cli.Run baseline = lint("--write-baseline", policy.toString());

        assertThat(cache.exit()).isOne();
        assertThat(cache.err()).startsWith("error: `" + policy + "` is no cache of `lint`, and is not overwritten");
        assertThat(baseline.exit()).isOne();
        assertThat(baseline.err()).startsWith("error: `" + policy + "` is no baseline, and is not overwritten");
        assertThat(policy).hasContent(MESSY);
    }

    @Test
    void aCacheThatIsBrokenIsMadeAnew() throws IOException {
        write("p/p.rego", MESSY);
        Path cache = folder.resolve("cache.json");
        Cli.Run first = lint("--cache", cache.toString());
        byte[] whole = Files.readAllBytes(cache);
        byte[] broken = Arrays.copyOf(whole, whole.length / 2);
        broken[broken.length - 1] = (byte) 0xFF;
        Files.write(cache, broken);

        assertThat(lint("--cache", cache.toString())).isEqualTo(first);
        assertThat(cache).hasBinaryContent(whole);
    }

    @Test
    void aCacheNoticesThatARuleOfOnesOwnWasEdited() throws IOException {
        write("p/p.rego", "package p\n\nx := 1\n");
        String rule = """
            package custom.regal.rules.a["b"]

            report contains {"message": data.helper.text}
            """;
        write(".regal/rules/b.rego", rule);
        write(".regal/rules/helper.rego", "package helper\n\ntext := \"before\"\n");
        String cache = folder.resolve("cache.json").toString();

        assertThat(lint("--cache", cache, "--ignore-files", ".regal/").out()).contains("before");
        write(".regal/rules/helper.rego", "package helper\n\ntext := \"after\"\n");
        assertThat(lint("--cache", cache, "--ignore-files", ".regal/").out()).contains("after");
    }

    @Test
    void patternsOfAnOptionMayHaveCommasInBraces() throws IOException {
        write("p/p.rego", MESSY);
        write("q/q.rego", "package q\n\nx := 1\n");

        assertThat(lint("--ignore-files", "r,{p,s}/").out()).isEqualTo("1 file linted. No findings.\n");
        Cli.Run all = lint("--ignore-files", "*.rego");
        assertThat(all.err()).startsWith("warning: nothing is linted: all Rego files, 2, are left out");
        assertThat(lint("--ignore-files", "{a").err())
                .isEqualTo("error: `{a` is no pattern of files: there is a `{` without `}`\n");
    }

    @Test
    void unknownNamesInDirectivesAreTold() throws IOException {
        Path file = write("p/p.rego", "package p\n\nx := 1 # regal ignore:elsewhere\n");

        assertThat(lint().err())
                .isEqualTo("warning: `" + file + "` line 3 ignores `elsewhere`, and no rule has that name\n");
    }
}
