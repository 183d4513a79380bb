package dev.writ.policy.bundle;

import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes archives. The same files always give the same bytes. */
public final class BundleWriter {

    private BundleWriter() {}

    /**
     * The archive of some files, with the digest of their content as revision in the manifest.
     *
     * @throws BundleException if there is a manifest and it is no object
     */
    public static BuiltBundle write(List<BundleFile> files) {
        RegoObject members = manifest(files);
        String revision = BundleRevision.of(files, members);
        RegoObject.Builder named = RegoObject.builder();
        members.forEach(named::put);
        named.put("revision", RegoString.of(revision));
        byte[] manifest = (JsonWriter.pretty(named.build()) + "\n").getBytes(StandardCharsets.UTF_8);
        List<BundleFile> all = new ArrayList<>();
        all.add(new BundleFile(BundleFile.MANIFEST, manifest));
        files.stream()
                .filter(file -> file.counts() && !file.isManifest())
                .sorted(Comparator.comparing(BundleFile::path))
                .forEach(all::add);
        return new BuiltBundle(TarWriter.write(all), revision);
    }

    private static RegoObject manifest(List<BundleFile> files) {
        for (BundleFile file : files) {
            if (file.isManifest()) {
                RegoValue document = file.document(file.path());
                if (document instanceof RegoObject members) {
                    return members;
                }
                throw BundleException.of("`" + file.path() + "` is no object", "write a JSON object");
            }
        }
        return RegoObject.EMPTY;
    }
}
