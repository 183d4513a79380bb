package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that we sign are verified by the real OPA, and the other way round; both refuse the same. */
class OpaBundlesTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(OpaBundlesTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("b/data/deep"));
        Files.writeString(
                folder.resolve("b/.manifest"),
                "{\"revision\": \"r<1>\", \"roots\": [\"p\", \"data\"], \"metadata\": {\"b\": 2.50, \"a\":"
                        + " [\"\\u2028é\"]}}");
        Files.writeString(folder.resolve("b/p.rego"), "package p\n\nx := data.data.deep.n\n");
        Files.writeString(
                folder.resolve("b/data/deep/data.json"),
                "{\"n\": [1, 2.50, 1e3, -0, \"<&>\\n"
                        + "\\u0001é\\u2028\\ud83d\\ude00\"], \"z\": {\"b\": null, \"a\": {}}}");
    }

    /** Options that sign, and options that verify. */
    private record Keys(List<String> sign, List<String> verify) {
        static Keys of(Path folder, String algorithm) throws GeneralSecurityException, IOException {
            if (algorithm.startsWith("HS")) {
                return new Keys(
                        List.of("--signing-alg", algorithm, "--signing-key", "secret"),
                        List.of("--signing-alg", algorithm, "--verification-key", "secret"));
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.startsWith("ES") ? "EC" : "RSA");
            generator.initialize(
                    switch (algorithm) {
                        case "ES256" -> 256;
                        case "ES384" -> 384;
                        case "ES512" -> 521;
                        default -> 2048;
                    });
            KeyPair pair = generator.generateKeyPair();
            String secret = pem(folder.resolve("private.pem"), "PRIVATE KEY", pair.getPrivate());
            String open = pem(folder.resolve("public.pem"), "PUBLIC KEY", pair.getPublic());
            return new Keys(
                    List.of("--signing-alg", algorithm, "--signing-key", secret),
                    List.of("--signing-alg", algorithm, "--verification-key", open));
        }

        private static String pem(Path file, String kind, Key key) throws IOException {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
            Files.writeString(file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
            return file.toString();
        }
    }

    private static List<String> words(List<String> options, String... more) {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of(more));
        return words;
    }

    private Cli.Run opa(List<String> arguments) throws IOException, InterruptedException {
        return new OpaOracle(folder).opa("build", arguments);
    }

    private Cli.Run writ(List<String> arguments) {
        return new OpaOracle(folder).writ("build", arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "RS256", "RS512", "PS256", "PS384", "ES256", "ES384", "ES512", "HS512"})
    void signedByOneVerifiedByTheOther(String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        Keys keys = Keys.of(folder, algorithm);

        assertThat(writ(words(keys.sign, "-b", path("b"), "-o", path("writ.tar.gz"))))
                .matches(run -> run.exit() == 0);
        assertThat(opa(words(keys.sign, "-b", path("b"), "-o", path("opa.tar.gz"))))
                .matches(run -> run.exit() == 0);

        for (String bundle : List.of("writ.tar.gz", "opa.tar.gz")) {
            assertThat(writ(words(keys.verify, "-b", path(bundle), "-o", path("out.tar.gz")))
                            .err())
                    .as("writ verifies " + bundle)
                    .isEmpty();
            assertThat(opa(words(keys.verify, "-b", path(bundle), "-o", path("out.tar.gz")))
                            .out())
                    .as("opa verifies " + bundle)
                    .isEmpty();
        }
    }

    @Test
    void aSignedDirectoryOfOpasIsVerified() throws IOException, InterruptedException, GeneralSecurityException {
        Keys keys = Keys.of(folder, "RS256");
        new OpaOracle(folder).opa("sign", words(keys.sign, "--bundle", path("b"), "-o", path("b")));

        assertThat(writ(words(keys.verify, "-b", path("b"), "-o", path("out.tar.gz")))
                        .err())
                .isEmpty();

        Files.writeString(folder.resolve("b/p.rego"), "package p\n\nx := 2\n");
        Cli.Run changed = writ(words(keys.verify, "-b", path("b"), "-o", path("out.tar.gz")));
        assertThat(changed.exit()).isEqualTo(1);
        assertThat(changed.err()).contains("b/p.rego` that is not as it was signed");
        assertThat(opa(words(keys.verify, "-b", path("b"), "-o", path("out.tar.gz")))
                        .exit())
                .isEqualTo(1);

        Files.delete(folder.resolve("b/p.rego"));
        Cli.Run missing = writ(words(keys.verify, "-b", path("b"), "-o", path("out.tar.gz")));
        assertThat(missing.err()).contains("lacks signed files: `").contains("b/p.rego`");

        Files.writeString(folder.resolve("b/p.rego"), "package p\n\nx := data.data.deep.n\n");
        Files.writeString(folder.resolve("b/more.rego"), "package p.more\n");
        Cli.Run more = writ(words(keys.verify, "-b", path("b"), "-o", path("out.tar.gz")));
        assertThat(more.err()).contains("b/more.rego`, which was not signed");
        List<String> exclude = words(
                keys.verify, "--exclude-files-verify", path("b/*.rego").substring(1), "-b", path("b"), "-o", path("o"));
        assertThat(writ(exclude).exit()).isEqualTo(opa(exclude).exit());
    }

    @Test
    void whatIsRefusedIsTold() throws IOException, InterruptedException, GeneralSecurityException {
        Keys keys = Keys.of(folder, "ES256");
        Files.writeString(
                folder.resolve("claims.json"), "{\"scope\": \"read\", \"keyid\": \"default\", \"iss\": \"me\"}");
        List<String> claims = List.of("--claims-file", path("claims.json"));
        assertThat(writ(words(words(keys.sign, "-b", path("b"), "-o", path("s.tar.gz")), claims.toArray(String[]::new)))
                        .err())
                .isEmpty();

        assertRefused(words(keys.verify, "-b", path("s.tar.gz")), "is signed for the scope `read`, and none was given");
        assertRefused(words(keys.verify, "--scope", "write", "-b", path("s.tar.gz")), "not `write`");
        assertRefused(List.of("-b", path("s.tar.gz")), "there is no key to verify it");
        assertRefused(words(keys.verify, "-b", path("b")), "has no `.signatures.json`");
        assertRefused(
                List.of("--verification-key", path("public.pem"), "-b", path("s.tar.gz")),
                "cannot be verified with RS256");
        Keys others = Keys.of(folder, "ES256");
        assertRefused(words(others.verify, "--scope", "read", "-b", path("s.tar.gz")), "does not verify with ES256");
    }

    private void assertRefused(List<String> options, String message) throws IOException, InterruptedException {
        List<String> all = words(options, "-o", path("refused.tar.gz"));
        Cli.Run run = writ(all);

        assertThat(run.err()).contains(message);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(folder.resolve("refused.tar.gz")).doesNotExist();
        assertThat(opa(all).exit()).isEqualTo(1);
    }

    @Test
    void theSameFilesGiveTheSameContent() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("f/sub"));
        Files.writeString(folder.resolve("f/sub/p.rego"), "package f.sub\n\nx := 1\n");
        Files.writeString(folder.resolve("f/sub/any.json"), "{\"y\": {\"z\": 2}}");
        Files.writeString(folder.resolve("f/left.out.json"), "{\"w\": 1}");
        for (List<String> options : List.of(
                List.of(path("f"), "--ignore", "left*"),
                List.of("-b", path("b"), "-r", "r2"),
                List.of("-b", path("b")))) {
            assertThat(writ(words(options, "-o", path("writ.tar.gz"))).err()).isEmpty();
            assertThat(opa(words(options, "-o", path("opa.tar.gz"))).exit()).isZero();

            assertThat(documents("writ.tar.gz")).isEqualTo(documents("opa.tar.gz"));
            assertThat(inspected("writ.tar.gz")).isEqualTo(inspected("opa.tar.gz"));
        }
    }

    private String documents(String bundle) throws IOException, InterruptedException {
        return new OpaOracle(folder)
                .opa("eval", List.of("-b", path(bundle), "data"))
                .out();
    }

    private String inspected(String bundle) throws IOException, InterruptedException {
        return new OpaOracle(folder)
                .opa("inspect", List.of("-f", "json", path(bundle)))
                .out();
    }

    @Test
    void signaturesAreVerifiedWhereBundlesAreUsed() throws IOException, GeneralSecurityException {
        Keys keys = Keys.of(folder, "HS256");
        writ(words(keys.sign, "-b", path("b"), "-o", path("s.tar.gz")));
        byte[] archive = Files.readAllBytes(folder.resolve("s.tar.gz"));
        assertThat(new String(archive, StandardCharsets.ISO_8859_1)).isNotEmpty();
        List<String> wrong = List.of("--signing-alg", "HS256", "--verification-key", "other");

        for (List<String> verb : List.of(
                List.of("eval", "-b", path("s.tar.gz"), "data.p.x"),
                List.of("check", "-b", path("s.tar.gz")),
                List.of("test", "-b", path("s.tar.gz")))) {
            assertThat(Cli.run(words(verb, keys.verify.toArray(String[]::new)).toArray(String[]::new))
                            .exit())
                    .isZero();
            assertThat(Cli.run(words(verb, wrong.toArray(String[]::new)).toArray(String[]::new))
                            .exit())
                    .isNotZero();
            assertThat(Cli.run(words(words(verb, wrong.toArray(String[]::new)), "--skip-verify")
                                    .toArray(String[]::new))
                            .exit())
                    .isZero();
        }
    }
}
