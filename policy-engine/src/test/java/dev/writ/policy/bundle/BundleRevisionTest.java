package dev.writ.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/formats/bundle-revision.md}; its digests were made with {@code sha256sum}. */
final class BundleRevisionTest {

    private static final List<BundleFile> FILES = List.of(
            BundleLoaderTest.file("example/policy.rego", "package example\n\nallow := true\n"),
            BundleLoaderTest.file("example/data.json", "{\"limit\": 3}\n"));

    private static final RegoObject MANIFEST =
            (RegoObject) JsonReader.read("{\"revision\": \"ignored\", \"roots\": [\"example\"], \"metadata\": {}}");

    @Test
    void theListingIsAsDocumented() {
        assertThat(BundleRevision.listing(FILES, MANIFEST)).isEqualTo("""
                        writ/bundle-revision/v1
                        2f386f051d08b182b48c5fec015629dc6c44bca57218fbe43505bc2e10b960ea  .manifest
                        933aa31e8a50e5cc9aaa8f8909baa872d798ad257f4132eb7cc633f97e576a76  example/data.json
                        97ba4b7ef7cc3a129872f4d7f29d7a67990dd5fc3532d09f5cbaef4f9a41200b  example/policy.rego
                        """);
    }

    @Test
    void theRevisionIsItsDigest() {
        assertThat(BundleRevision.of(FILES, MANIFEST))
                .isEqualTo("sha256:d07286d04b1a85ef21e112ea57c719eb0728aca65e2b95f291ec4d9a0652f16e");
        assertThat(BundleRevision.of(FILES.reversed(), MANIFEST))
                .isEqualTo("sha256:d07286d04b1a85ef21e112ea57c719eb0728aca65e2b95f291ec4d9a0652f16e");
    }

    @Test
    void filesThatAreNoPartOfABundleDoNotCount() {
        List<BundleFile> more = new java.util.ArrayList<>(FILES);
        more.add(BundleLoaderTest.file("README.md", "hello"));
        more.add(BundleLoaderTest.file(".manifest", "{}"));

        assertThat(BundleRevision.of(more, MANIFEST)).isEqualTo(BundleRevision.of(FILES, MANIFEST));
    }
}
