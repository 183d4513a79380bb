package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.policy.value.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures of bundles that are there already, beside the real OPA's. */
class SignCommandTest {

    private static final List<String> KEY = List.of("--signing-key", "secret", "--signing-alg", "HS256", "-b");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(SignCommandTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("d/x"));
        Files.writeString(folder.resolve("d/.manifest"), "{\"roots\": [\"a\", \"x\"]}");
        Files.writeString(folder.resolve("d/a.rego"), "package a\n\np := 1\n");
        Files.writeString(folder.resolve("d/x/data.json"), "{\"k\":   1}");
    }

    @Test
    void theSamePayloadIsSigned() throws IOException, InterruptedException {
        Cli.Run opa = new OpaOracle(folder).opa("sign", with(KEY, folder.resolve("d") + "", "-o", folder + ""));
        assertThat(opa.exit()).as(opa.err()).isZero();
        String theirs = payload(folder.resolve(".signatures.json"));

        Cli.Run writ = new OpaOracle(folder).writ("sign", with(KEY, "d", "-o", folder.resolve("new") + ""));

        assertThat(writ.exit()).as(writ.err()).isZero();
        assertThat(JsonReader.read(payload(folder.resolve("new/.signatures.json"))))
                .isEqualTo(JsonReader.read(theirs));
    }

    @Test
    void bothVerifyWhatTheOtherSigned() throws IOException, InterruptedException {
        String bundle = folder.resolve("d").toString();
        List<String> verify = List.of(
                "-b", bundle, "--verification-key", "secret", "--signing-alg", "HS256", "-o", folder + "/out.tar.gz");

        assertThat(new OpaOracle(folder)
                        .writ("sign", with(KEY, "d", "-o", bundle))
                        .exit())
                .isZero();
        Cli.Run opa = new OpaOracle(folder).opa("build", verify);
        assertThat(opa.exit()).as(opa.err() + opa.out()).isZero();

        assertThat(new OpaOracle(folder)
                        .opa("sign", with(KEY, bundle, "-o", bundle))
                        .exit())
                .isZero();
        assertThat(new OpaOracle(folder).writ("build", verify).exit()).isZero();
        Files.writeString(folder.resolve("d/a.rego"), "package a\n\np := 2\n");
        assertThat(new OpaOracle(folder).writ("build", verify).exit()).isEqualTo(1);
    }

    static Stream<List<String>> mistakes() {
        return Stream.of(
                List.of("d"),
                List.of("-b", "d"),
                List.of("--signing-key", "secret", "d"),
                List.of("--signing-key", "secret", "--signing-alg", "XX", "-b", "d"),
                List.of("--signing-key", "secret", "--signing-alg", "HS256", "-b", "nowhere"),
                List.of("--signing-key", "secret", "--signing-alg", "HS256", "--claims-file", "nowhere", "-b", "d"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreRefused(List<String> arguments) throws IOException, InterruptedException {
        Cli.Run writ = new OpaOracle(folder).writ("sign", arguments);

        assertThat(writ.exit())
                .isEqualTo(new OpaOracle(folder).opa("sign", arguments).exit())
                .isEqualTo(1);
        assertThat(writ.err()).isNotEmpty().doesNotContain("unexpectedly");
    }

    private static List<String> with(List<String> list, String... more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    private static String payload(Path signatures) throws IOException {
        String token = Files.readString(signatures).replaceAll("(?s).*\"(ey[^\"]*)\".*", "$1");
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
