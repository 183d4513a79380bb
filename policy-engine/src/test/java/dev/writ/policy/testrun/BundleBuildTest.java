package dev.writ.policy.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.bundle.BundleLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that packs the shipped policies: what it writes, and everything it refuses. */
final class BundleBuildTest {

    @TempDir
    private Path folder = Path.of("");

    private Path output = Path.of("");

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void files() throws IOException {
        output = folder.resolve("out/x.tar.gz");
        put("main/.manifest", "{\"roots\": [\"a\"]}");
        put("main/a/a.rego", "package a\n\nallow if data.a.limit > input.n\n");
        put("main/a/data.json", "{\"limit\": 3}");
        put("test/a_test.rego", "package a_test\n\nimport data.a\n\ntest_two if a.allow with input.n as 2\n");
    }

    private void put(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Run build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = {
            folder.resolve("main").toString(), folder.resolve("test").toString(), output.toString()
        };
        int exit = BundleBuildMain.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesABundleWithoutItsTests() {
        Run run = build();

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        var bundle = BundleLoader.standard().load(output);
        assertThat(bundle.modules()).hasSize(1);
        assertThat(run.out()).isEqualTo("PASS: 1/1\nx.tar.gz: revision " + bundle.revision() + "\n");
        assertThat(bundle.manifest().revision()).isEqualTo(bundle.revision());
    }

    @Test
    void aFailingTestWritesNothing() throws IOException {
        put("test/b_test.rego", "package b_test\n\ntest_no if 1 == 2\n");

        Run run = build();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .contains("b_test.rego:3:\ndata.b_test.test_no: FAIL")
                .contains("PASS: 1/2\nFAIL: 1/2\n");
        assertThat(output).doesNotExist();
    }

    @Test
    void noTestsAtAllWriteNothing() throws IOException {
        Files.delete(folder.resolve("test/a_test.rego"));

        assertThat(build().exit()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void brokenRegoShowsFileLineAndText() throws IOException {
        put("main/a/a.rego", "package a\n\nallow if }\n");

        Run run = build();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("main/a/a.rego:3:")
                .contains("rego_parse_error")
                .contains("  allow if }");
        assertThat(output).doesNotExist();
    }

    @Test
    void strictErrorsAreErrors() throws IOException {
        put("main/a/a.rego", "package a\n\nimport data.foo\n\nallow if data.a.limit > input.n\n");

        Run run = build();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("a.rego:3:");
    }

    @Test
    void aPackageOutsideOfTheRootsIsAnError() throws IOException {
        put("main/a/b.rego", "package b\n\nx := 1\n");

        assertThat(build().err()).contains("package `b` is outside of the roots");
    }

    @Test
    void aBundleThatNeedsItsTestsIsAnError() throws IOException {
        put("main/a/a.rego", "package a\n\nallow if data.a.helper(data.a.limit, input.n)\n");
        put("test/helper.rego", "package a\n\nhelper(x, y) if x > y\n");

        Run run = build();

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("a.rego:3:");
    }

    @Test
    void twoBuildsAreEqual() throws IOException {
        build();
        byte[] first = Files.readAllBytes(output);
        build();

        assertThat(Files.readAllBytes(output)).isEqualTo(first);
    }
}
