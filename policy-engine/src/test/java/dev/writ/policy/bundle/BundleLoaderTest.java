package dev.writ.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.ast.RegoVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleLoaderTest {

    @TempDir
    Path folder;

    private final BundleLoader loader = BundleLoader.standard();

    static BundleFile file(String path, String content) {
        return new BundleFile(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Bundle load(BundleFile... files) {
        return loader.load("test", "", List.of(files));
    }

    @Test
    void readsADirectory() throws IOException {
        put(".manifest", "{\"roots\": [\"a\"], \"metadata\": {\"k\": 1}}");
        put("a/x.rego", "package a.b\n\nallow := true\n");
        put("a/data.json", "{\"n\": 1}");
        put("a/deep/data.yaml", "list: [1, two]\n");
        put("README.md", "not part of it");
        put("a/other.json", "not JSON");

        Bundle bundle = loader.load(folder);

        assertThat(bundle.modules()).hasSize(1);
        assertThat(bundle.data().toString()).isEqualTo("{\"a\": {\"deep\": {\"list\": [1, \"two\"]}, \"n\": 1}}");
        assertThat(bundle.manifest().metadata().toString()).isEqualTo("{\"k\": 1}");
        assertThat(bundle.revision()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void anArchiveHasTheRevisionOfItsDirectory() throws IOException {
        put(".manifest", "{ \"roots\" : [\"a\"] }");
        put("a/x.rego", "package a\n\nallow := true\n");
        put("a/data.json", "{\"n\": 1}");
        BuiltBundle built = BundleWriter.write(loader.files(folder));

        Bundle packed = loader.load("x.tar.gz", built.archive());
        Bundle unpacked = loader.load(folder);

        assertThat(packed.revision()).isEqualTo(built.revision()).isEqualTo(unpacked.revision());
        assertThat(packed.data()).isEqualTo(unpacked.data());
        assertThat(BundleWriter.write(loader.files(folder)).archive()).isEqualTo(built.archive());
    }

    @Test
    void aLargeDocumentIsReadWithoutItsTextAndHasTheSameRevision() throws IOException {
        String rows = "{\"name\": \"row\", \"n\": 12345}, ".repeat(DataDocument.WHOLE / 20);
        put("a/x.rego", "package a\n\nallow := true\n");
        put("b/data.json", "{\"rows\": [" + rows + "{}]}\n");
        BuiltBundle built = BundleWriter.write(loader.files(folder));
        Path archive = folder.resolveSibling(folder.getFileName() + ".tar.gz");
        Files.write(archive, built.archive());

        Bundle packed = loader.load(archive);
        Bundle unpacked = loader.load(folder);

        assertThat(packed.revision()).isEqualTo(built.revision()).isEqualTo(unpacked.revision());
        assertThat(packed.data()).isEqualTo(unpacked.data());
        assertThat(packed.data().toString()).startsWith("{\"b\": {\"rows\": [{\"n\": 12345, \"name\": \"row\"}");
    }

    @Test
    void aLargeDocumentThatIsBrokenSaysWhere() throws IOException {
        put("b/data.json", "[\n" + "[1, 2],\n".repeat(DataDocument.WHOLE / 8) + "[1, 2}\n]");

        assertThatThrownBy(() -> loader.load(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("`b/data.json` is no JSON, at 131074:6: expected `,` or `]`, found `}`");
    }

    @Test
    void aChangedFileDoesNotMatchTheRevisionOfTheManifest() {
        BundleFile module = file("a.rego", "package a\n\nx := 1\n");
        String other = BundleRevision.of(List.of(module), Manifest.NONE.members());

        assertThatThrownBy(() -> load(
                        file(".manifest", "{\"revision\": \"" + other + "\"}"),
                        file("a.rego", "package a\n\nx := 2\n")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("calls itself revision `" + other + "`, but its content is `sha256:");
        assertThat(load(file(".manifest", "{\"revision\": \"" + other + "\"}"), module)
                        .revision())
                .isEqualTo(other);
    }

    @Test
    void aRevisionThatIsNoDigestIsAName() {
        assertThat(load(file(".manifest", "{\"revision\": \"v7\"}")).revision()).isEqualTo("v7");
    }

    @Test
    void everySyntaxErrorIsReportedWithItsLine() {
        assertThatThrownBy(() -> load(file("b.rego", "package b\n\nx := }\n"), file("a.rego", "package a\n\ny := ]\n")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("a.rego:")
                .hasMessageContaining("b.rego:3:")
                .hasMessageContaining("x := }");
    }

    @Test
    void brokenDataNamesThePlace() {
        assertThatThrownBy(() -> load(file("d/data.json", "{\n  \"a\": 1,\n  oops\n}")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("d/data.json:3:3: load_error: no JSON: expected a key in double quotes")
                .hasMessageContaining("  oops");
        assertThatThrownBy(() -> load(file("d/data.yaml", "a: [1")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("d/data.yaml:1:6: load_error: no YAML: did not find expected ',' or ']'");
    }

    @Test
    void rootsAreKept() {
        assertThatThrownBy(() -> load(file(".manifest", "{\"roots\": [\"a\"]}"), file("x.rego", "package b\n")))
                .hasMessageContaining("package `b` is outside of the roots of `test`");
        assertThatThrownBy(() -> load(file(".manifest", "{\"roots\": [\"a/b\"]}"), file("a/data.json", "{\"c\": 1}")))
                .hasMessageContaining("`test` has number data at `a/c`, which is outside of its roots");
        assertThatThrownBy(() -> load(file(".manifest", "{\"roots\": [\"a\", \"a/b\"]}")))
                .hasMessageContaining("has the root `a/b` inside of the root `a`");
        assertThat(load(file(".manifest", "{\"roots\": [\"a/b\"]}"), file("a/data.json", "{\"b\": {\"c\": 1}}"))
                        .data()
                        .toString())
                .isEqualTo("{\"a\": {\"b\": {\"c\": 1}}}");
    }

    @Test
    void twoValuesAtOnePlaceAreRefused() {
        assertThatThrownBy(() -> load(file("data.json", "{\"a\": {\"b\": 1}}"), file("a/data.json", "{\"b\": 2}")))
                .hasMessageContaining(
                        "`data.json` gives `data.a.b` a second value".replace("`data.json`", "`a/data.json`"));
        assertThatThrownBy(() -> load(file("data.json", "{\".x\": {\"y\": 1}}"), file(".x/data.json", "{\"y\": 2}")))
                .hasMessageContaining("gives `data[\".x\"].y` a second value");
        assertThatThrownBy(() -> load(file("data.json", "[1]"))).hasMessageContaining("`data.json` is no object");
    }

    @Test
    void dialectsComeFromTheManifest() {
        Manifest manifest = load(
                        file(".manifest", "{\"rego_version\": 1, \"file_rego_versions\": {\"/old/*.rego\": 0}}"),
                        file("old/x.rego", "package old\n\nallow { true }\n"),
                        file("new/x.rego", "package new\n\nallow if true\n"))
                .manifest();

        assertThat(manifest.versionOf("old/x.rego")).isEqualTo(RegoVersion.V0);
        assertThat(manifest.versionOf("new/x.rego")).isEqualTo(RegoVersion.V1);
        assertThatThrownBy(() -> load(file(".manifest", "{\"rego_version\": 2}")))
                .hasMessageContaining("rego version 2, which is neither 0 nor 1");
    }

    @Test
    void patternsOfDialectsAreGlobsOverRootedPaths() {
        Manifest manifest = load(file(".manifest", "{\"file_rego_versions\": {\"*/o[a-c]d/{x,y{1,2}}.rego\": 0}}"))
                .manifest();

        assertThat(manifest.versionOf("deep/down/obd/y2.rego")).isEqualTo(RegoVersion.V0);
        assertThat(manifest.versionOf("obd/x.rego")).isEqualTo(RegoVersion.V0);
        assertThat(manifest.versionOf("old/x.rego")).isEqualTo(RegoVersion.V1);
        assertThatThrownBy(() -> load(file(".manifest", "{\"file_rego_versions\": {\"/a/[\": 0}}")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("`.manifest` has the pattern `/a/[` in `file_rego_versions`, which is no glob");
    }

    @Test
    void patchesAndModulesThatAreMissingAreRefused() {
        assertThatThrownBy(() -> load(file("patch.json", "{\"data\": [{\"op\": \"remove\", \"path\": \"/a\"}]}")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("`test` is a delta bundle");
        assertThatThrownBy(() -> load(file(".manifest", "{\"wasm\": [{\"module\": \"/policy.wasm\"}]}")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("names the wasm module `/policy.wasm`");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> loader.load(folder.resolve("nowhere.tar.gz")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("nowhere.tar.gz");
    }
}
