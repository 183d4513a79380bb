package dev.writ.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.cli.Cli;
import dev.writ.cli.Failure;
import dev.writ.cli.http.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerKeyTest {
    private static final HexFormat HEX = HexFormat.of();
    /** RFC 8032, section 7.1, test 1, wrapped as RFC 8410 says. */
    private static final String PEM = pem("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    @TempDir
    private Path folder = Path.of("");

    private static String pem(String seed) {
        byte[] der = HEX.parseHex("302e020100300506032b657004220420" + seed);
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void isTheKeyOfTheSpecification() {
        ProducerKey key = ProducerKey.parse(PEM, "the vector");

        assertThat(HEX.formatHex(key.publicKey()))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HEX.formatHex(key.sign(new byte[0])))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        assertThat(key.id()).isEqualTo("sha256:21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9");
    }

    @Test
    void theJdkReadsTheFileAndVerifiesWhatItSigns() throws Exception {
        ProducerKey key = ProducerKey.generate(new SecureRandom());
        Path file = folder.resolve("producer.pem");
        key.write(file);
        byte[] message = "what was measured".getBytes(StandardCharsets.UTF_8);

        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(spec));
        signer.update(message);
        assertThat(signer.sign()).isEqualTo(key.sign(message));

        byte[] x509 = HEX.parseHex("302a300506032b6570032100" + HEX.formatHex(key.publicKey()));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        verifier.update(message);
        assertThat(verifier.verify(ProducerKey.read(file).sign(message))).isTrue();
    }

    @Test
    void theFileIsForItsOwnerOnlyAndIsNeverOverwritten() throws Exception {
        Path file = folder.resolve("producer.pem");
        Cli.Run first = Cli.run("key", "generate", "--producer", "ci", "--out", file.toString());
        String written = Files.readString(file);
        Cli.Run second = Cli.run("key", "generate", "--out", file.toString());

        assertThat(first.exit()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Json.parse(first.out().getBytes(StandardCharsets.UTF_8), "it"))
                .isEqualTo(ProducerKey.read(file).registration("ci"));
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains("cannot write the key `" + file + "`: `" + file + "` is there already");
        assertThat(Files.readString(file)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMC4C\n-----END EC PRIVATE KEY-----",
            })
    void whatIsNoEd25519KeyIsRefused(String text) {
        assertThatThrownBy(() -> ProducerKey.parse(text, "`k`"))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "`k` is not an unencrypted Ed25519 key in PKCS#8 PEM form: make one by `writ key generate`");
    }
}
