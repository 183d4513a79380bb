package dev.writ.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.ast.RegoVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives and directories that somebody made to do harm end in an error, in bounded time and memory. */
final class HostileBundleTest {

    private static final BundleLimits SMALL = new BundleLimits(1 << 20, 1 << 20, 1 << 19, 50);

    @TempDir
    Path folder;

    private final BundleLoader loader = new BundleLoader(SMALL, RegoVersion.V1);

    /** A tar with one entry, whatever its path and type. */
    private static byte[] archive(String path, char type, byte[] content) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 100, "0000644\0");
        put(header, 124, String.format("%011o", content.length));
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 157, "target");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512 + 1024]);
        return gzip(out.toByteArray());
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.rego", "a/../../evil.rego", "a//b.rego", "..", "a\\b.rego", "a/./b.rego"})
    void pathsThatLeadOutAreRefused(String path) throws IOException {
        byte[] archive = archive(path, '0', new byte[0]);

        assertThatThrownBy(() -> loader.load("x.tar.gz", archive))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("which is no path inside of it");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '6'})
    void linksAndDevicesAreRefused(char type) throws IOException {
        byte[] archive = archive("a.rego", type, new byte[0]);

        assertThatThrownBy(() -> loader.load("x.tar.gz", archive))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("link or device `a.rego`");
    }

    @Test
    void aLeadingSlashIsDroppedAsOpaWritesOne() throws IOException {
        byte[] archive = archive("/data.json", '0', "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));

        assertThat(loader.load("x.tar.gz", archive).data().toString()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void aBombStopsAtTheLimit() throws IOException {
        byte[] archive = archive("data.json", '0', new byte[600 << 10]);

        assertThat(archive.length).isLessThan(10_000);
        assertThatThrownBy(() -> loader.load("x.tar.gz", archive))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void zerosAfterTheEndAreNotReadForEver() throws IOException {
        byte[] archive = gzip(new byte[2 << 20]);

        assertThatThrownBy(() -> loader.load("x.tar.gz", archive)).hasMessageContaining("too much follows the end");
    }

    @Test
    void everyTruncationAndFlippedByteEndsInAnErrorOrTheSameContent() {
        List<BundleFile> files = List.of(
                BundleLoaderTest.file("a/x.rego", "package a\n\nallow := data.a.n > 0\n"),
                BundleLoaderTest.file("a/data.json", "{\"n\": 1}"));
        byte[] good = BundleWriter.write(files).archive();
        Bundle expected = loader.load("x.tar.gz", good);
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < 300; i++) {
            byte[] bad = i % 2 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            if (i % 2 == 1) {
                // The header of gzip has ten bytes that do not matter.
                bad[10 + random.nextInt(good.length - 10)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Bundle loaded = loader.load("x.tar.gz", bad);
                assertThat(loaded.revision()).as("seed " + seed).isEqualTo(expected.revision());
                assertThat(loaded.data()).as("seed " + seed).isEqualTo(expected.data());
            } catch (BundleException e) {
                assertThat(e).as("seed " + seed).hasMessageContaining("x.tar.gz");
            }
        }
    }

    @Test
    void aLinkOutOfTheDirectoryIsRefused() throws IOException {
        Path outside = Files.writeString(folder.resolve("secret.json"), "{\"a\": 1}");
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        Files.createSymbolicLink(bundle.resolve("data.json"), outside);

        assertThatThrownBy(() -> loader.load(bundle))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is a link that leads out of");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        for (int i = 0; i < 60; i++) {
            Files.writeString(folder.resolve("f" + i + ".rego"), "package f" + i + "\n");
        }

        assertThatThrownBy(() -> loader.load(folder)).hasMessageContaining("has more than 50 entries");
    }

    @Test
    void dataThatNestsTooDeeplyIsRefused() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> loader.load("d", "", List.of(BundleLoaderTest.file("a/data.json", deep))))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("nested deeper than the limit");
        assertThatThrownBy(() -> loader.load("d", "", List.of(BundleLoaderTest.file("a/data.yaml", deep))))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("a/data.yaml:1:1002: load_error: no YAML");
    }

    @Test
    void aliasesOfYamlAreBounded() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a").append(i).append(": &a").append(i).append(" [");
            laughs.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
        }

        assertThatThrownBy(() -> loader.load("d", "", List.of(BundleLoaderTest.file("data.yaml", laughs.toString()))))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("YAML");
    }
}
