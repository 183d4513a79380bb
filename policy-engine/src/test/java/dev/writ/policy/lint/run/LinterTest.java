package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.LintConfigReader;
import dev.writ.policy.lint.config.Selection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinterTest {
    /** Those that look at a part of a file; {@code opa-fmt} finds again what others do. */
    private static final List<LintRule> RULES = ShippedRules.all().stream()
            .filter(rule -> !rule.info().id().equals("style/opa-fmt"))
            .toList();

    private static Linter linter(LintConfig config) {
        return new Linter(RULES, config, Selection.NONE, Path.of(""));
    }

    private static SourceInput file(String name, String text) {
        return new SourceInput(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static LintReport lint(SourceInput... files) {
        return linter(LintConfig.DEFAULT).lint(List.of(files), Project.Surroundings.NONE);
    }

    private static List<String> lines(LintReport report) {
        return report.findings().stream()
                .map(finding -> finding.place() + " " + finding.id())
                .toList();
    }

    @Test
    void theOrderOfFilesDoesNotMatter() {
        List<SourceInput> files = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> file("p" + i + "/p" + i + ".rego", """
                    package p%d

                    import data.p%d
                    import data.nothing%d

                    x = 1 if "a" == input.x[_]

                    foo := p%d.nope
                    """.formatted(i, (i + 1) % 40, i, (i + 1) % 40)))
                .toList());
        Linter linter = linter(LintConfig.DEFAULT);
        List<Finding> first = linter.lint(files, Project.Surroundings.NONE).findings();

        assertThat(first).hasSizeGreaterThan(200);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(files, new Random(seed));
            assertThat(linter.lint(files, Project.Surroundings.NONE).findings()).isEqualTo(first);
        }
    }

    @Test
    void aFileThatDoesNotParseIsAFindingAndTheOthersAreLinted() {
        LintReport report = lint(file("a/a.rego", "package a\n\nx := }\n"), file("b/b.rego", "package b\n\nx = 1\n"));

        assertThat(lines(report))
                .contains("a/a.rego:3:6 parse/rego-parse-error", "b/b.rego:3:3 style/use-assignment-operator");
        assertThat(report.files()).isEqualTo(2);
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void aBinaryFileIsAFinding() {
        LintReport report = lint(new SourceInput("a.rego", new byte[] {'a', 0, 1, 2}, Optional.empty()));

        assertThat(report.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("binary");
    }

    @Test
    void bytesThatAreNoTextAreAFinding() {
        LintReport report = lint(new SourceInput("a.rego", new byte[] {'p', (byte) 0xFF}, Optional.empty()));

        assertThat(lines(report))
                .allMatch(line -> line.endsWith("parse/rego-parse-error"))
                .isNotEmpty();
    }

    @Test
    void theOlderDialectIsTriedUnlessOneIsNamed() {
        String old = "package p\n\nx { input.y }\n";

        assertThat(lines(lint(file("p/p.rego", old)))).contains("p/p.rego:3:1 idiomatic/use-if");
        assertThat(lines(lint(new SourceInput(
                        "p/p.rego", old.getBytes(StandardCharsets.UTF_8), Optional.of(RegoVersion.V1)))))
                .allMatch(line -> line.endsWith("rego-parse-error"));
    }

    @Test
    void directivesSpeakAboutTheirLineAndTheNext() {
        LintReport report = lint(file("p/p.rego", """
            package p

            # regal ignore:use-assignment-operator, prefer-snake-case
            aB = 1

            cD = 2 # regal ignore:use-assignment-operator

            eF = 3
            """));

        assertThat(lines(report))
                .containsExactly(
                        "p/p.rego:6:1 style/prefer-snake-case",
                        "p/p.rego:8:1 style/prefer-snake-case",
                        "p/p.rego:8:4 style/use-assignment-operator");
    }

    @Test
    void aRuleThatFailsTakesNothingFromTheOthers() {
        LintRule failing = new LintRule() {
            @Override
            public RuleInfo info() {
                return RuleInfo.of("acme", "broken", "x");
            }

            @Override
            public void check(Linted module, Sink sink) {
                throw new IllegalStateException("oops");
            }
        };
        List<LintRule> rules = new ArrayList<>(RULES);
        rules.add(failing);
        LintReport report = new Linter(rules, LintConfig.DEFAULT, Selection.NONE, Path.of(""))
                .lint(List.of(file("p/p.rego", "package p\n\nx = 1\n")), Project.Surroundings.NONE);

        assertThat(report.problems())
                .containsExactly("the rule `acme/broken` failed on `p/p.rego`: IllegalStateException, oops; switch it"
                        + " off, and report it");
        assertThat(lines(report)).containsExactly("p/p.rego:3:3 style/use-assignment-operator");
    }

    @Test
    void deepNestingEndsInAFindingAndNotInATrace() {
        LintReport report = lint(file("p/p.rego", "package p\n\nx := " + "[".repeat(200) + "]".repeat(200) + "\n"));

        assertThat(report.problems()).isEmpty();
        assertThat(lines(report)).containsExactly("p/p.rego:3:1 style/line-length");
    }

    @Test
    void rulesWhoseAdviceNeedsAMissingFunctionAreSkipped() {
        LintConfig config = LintConfigReader.read(
                "c",
                "capabilities: {from: {engine: opa, version: v0.58.0}}",
                RULES.stream().map(LintRule::info).toList());
        LintReport report = linter(config)
                .lint(List.of(file("p/p.rego", "package p\n\nx { input.y }\n")), Project.Surroundings.NONE);

        assertThat(report.skipped()).isEqualTo(2);
        assertThat(lines(report)).contains("p/p.rego:1:1 imports/use-rego-v1");
    }

    @Test
    void aRuleCanBeIgnoredInSomeFiles() {
        LintConfig config = LintConfigReader.read(
                "c",
                "rules: {style: {use-assignment-operator: {ignore: {files: ['*_test.rego']}}}}",
                RULES.stream().map(LintRule::info).toList());
        LintReport report = linter(config)
                .lint(
                        List.of(
                                file("p/p.rego", "package p\n\n# METADATA\n# entrypoint: true\nx = 1\n"),
                                file("p/p_test.rego", "package p_test\n\nx = 1\n")),
                        Project.Surroundings.NONE);

        assertThat(lines(report)).containsExactly("p/p.rego:5:3 style/use-assignment-operator");
    }

    @Test
    void directivesMayNameTheCategoryAndUnknownNamesAreTold() {
        LintReport report = lint(file("p/p.rego", """
            package p

            # regal ignore:style/use-assignment-operator
            a = 1

            # regal ignore:use-asignment-operator,elsewhere
            b = 2
            """));

        assertThat(lines(report)).containsExactly("p/p.rego:7:3 style/use-assignment-operator");
        assertThat(report.warnings())
                .containsExactly(
                        "`p/p.rego` line 6 ignores `elsewhere`, and no rule has that name",
                        "`p/p.rego` line 6 ignores `use-asignment-operator`, and no rule has that name, did you mean"
                                + " `use-assignment-operator`?");
    }

    @Test
    void aFileWithUnknownNamesIsToldOfAgainBesideACache() {
        SourceInput file = file("p/p.rego", "package p # regal ignore:elsewhere\n");
        Linter linter = linter(LintConfig.DEFAULT);
        LintCache cache = LintCache.empty("1");
        LintReport first = linter.lint(List.of(file), Project.Surroundings.NONE, cache);

        assertThat(linter.lint(List.of(file), Project.Surroundings.NONE, LintCache.read("1", cache.text())))
                .isEqualTo(first);
    }
}
