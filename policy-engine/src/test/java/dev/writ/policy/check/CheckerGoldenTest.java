package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The resolved form of modules: variables, calls before what uses them, the order of bodies. Each
 * {@code src/test/resources/dev/writ/policy/check/golden/*.rego} has a {@code .txt} with its form, written anew with
 * {@code -Dwrit.golden.update=true}.
 */
class CheckerGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/writ/policy/check/golden");

    static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".rego"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreModules() throws IOException {
        assertThat(modules()).hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasTheForm(Path module) throws IOException {
        Checked<CheckedProgram> checked = Sources.check(Files.readString(module));
        assertThat(Sources.lines(checked.diagnostics())).isEmpty();
        String actual = ProgramText.of(checked.get());
        Path golden = Path.of(module.toString().replace(".rego", ".txt"));
        if (Boolean.getBoolean("writ.golden.update")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @Test
    void aQuery() {
        CheckedProgram program = Sources.rules("p := 1").get();
        assertThat(ProgramText.of(Sources.query(program, "y == x; x = data.t.p; input.a[_] = y")
                        .get()))
                .isEqualTo("""
                        query [y.1, x.2]
                          x.2 = data["t"]["p"]
                          input["a"][_.6] = y.1
                          $3 <- equal(y.1, x.2)
                          $0 = $3
                          $0
                        """);
    }
}
