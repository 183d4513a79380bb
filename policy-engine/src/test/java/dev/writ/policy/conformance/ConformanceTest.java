package dev.writ.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case that OPA 1.22.2 publishes for other implementations: 2,400 of Rego v1, 2,027 of v0 and 22 of compile
 * diagnostics. Skipped aloud where there is no Go to export them. The counts are printed and written to
 * {@code target/conformance/summary.json}.
 */
class ConformanceTest {

    private static final Path SUMMARY = Path.of("target", "conformance", "summary.json");
    private static final Suites SUITES = new Suites();
    private static Optional<Path> folder = Optional.empty();

    /** Cases that cannot hold, by their id, each with its reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of();

    @BeforeAll
    static void needsCases() throws IOException, InterruptedException {
        folder = CaseFiles.folder();
        if (folder.isEmpty()) {
            System.out.println(
                    "conformance: SKIPPED, no case was run: install Go 1.26 or newer, it exports them from OPA");
        }
        Assumptions.assumeTrue(folder.isPresent(), "skipped: there is no Go to export the cases");
    }

    @AfterAll
    static void say() throws IOException {
        if (folder.isPresent()) {
            System.out.println(SUITES.line());
            SUITES.write(SUMMARY);
        }
    }

    @TestFactory
    Stream<DynamicTest> v1() throws IOException {
        return evaluation("v1", RegoVersion.V1, 2400);
    }

    @TestFactory
    Stream<DynamicTest> v0() throws IOException {
        return evaluation("v0", RegoVersion.V0, 2027);
    }

    @TestFactory
    Stream<DynamicTest> compile() throws IOException {
        List<CompileCase> cases = CaseFiles.read(folder.orElseThrow(), "compile").stream()
                .map(CompileCase::new)
                .toList();
        return Stream.concat(
                cases.stream().map(one -> test("compile", one.id(), one.note(), one::failure)),
                complete("compile", 22));
    }

    private static Stream<DynamicTest> evaluation(String suite, RegoVersion version, int count) throws IOException {
        List<EvaluationCase> cases = CaseFiles.read(folder.orElseThrow(), suite).stream()
                .map(fields -> new EvaluationCase(version, fields))
                .toList();
        return Stream.concat(
                cases.stream().map(one -> test(suite, one.id(), one.note(), one::failure)), complete(suite, count));
    }

    private static DynamicTest test(String suite, String id, String note, Supplier<@Nullable String> failure) {
        return DynamicTest.dynamicTest(id + " " + note, () -> {
            String found = failure.get();
            SUITES.count(suite, found == null);
            if (EXCEPTIONS.containsKey(id)) {
                assertThat(found)
                        .as("is an exception and holds: " + EXCEPTIONS.get(id))
                        .isNotNull();
            } else {
                assertThat(found).as(id).isNull();
            }
        });
    }

    /** A suite that lost cases must not pass. */
    private static Stream<DynamicTest> complete(String suite, int count) {
        return Stream.of(DynamicTest.dynamicTest(
                suite + " is complete", () -> assertThat(SUITES.all(suite)).isEqualTo(count)));
    }
}
