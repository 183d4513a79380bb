package dev.writ.policy.bundle;

import dev.writ.policy.source.Sha256;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The revision of a bundle: the digest of its content, as the package documentation defines it. */
public final class BundleRevision {

    /** What a revision starts with that is a digest. */
    public static final String PREFIX = "sha256:";

    private static final String DOMAIN = "writ/bundle-revision/v1\n";

    private BundleRevision() {}

    /**
     * The revision of some files.
     *
     * @param files the modules and data documents; a manifest among them is ignored
     * @param manifest the members of the manifest; its {@code revision} is ignored
     */
    public static String of(List<BundleFile> files, RegoObject manifest) {
        return PREFIX + Sha256.hex(listing(files, manifest).getBytes(StandardCharsets.UTF_8));
    }

    /** The text whose digest the revision is. */
    static String listing(List<BundleFile> files, RegoObject manifest) {
        List<BundleFile> all = new ArrayList<>();
        files.stream().filter(file -> file.counts() && !file.isManifest()).forEach(all::add);
        all.add(new BundleFile(BundleFile.MANIFEST, canonical(manifest).getBytes(StandardCharsets.UTF_8)));
        all.sort((a, b) -> Arrays.compareUnsigned(
                a.path().getBytes(StandardCharsets.UTF_8), b.path().getBytes(StandardCharsets.UTF_8)));
        StringBuilder out = new StringBuilder(DOMAIN);
        for (BundleFile file : all) {
            out.append(file.digest()).append("  ").append(file.path()).append('\n');
        }
        return out.toString();
    }

    private static String canonical(RegoObject manifest) {
        RegoObject.Builder rest = RegoObject.builder();
        manifest.forEach((key, value) -> {
            if (!key.equals(dev.writ.policy.value.RegoString.of("revision"))) {
                rest.put(key, value);
            }
        });
        return JsonWriter.compact(rest.build());
    }
}
