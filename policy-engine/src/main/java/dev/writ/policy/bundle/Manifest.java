package dev.writ.policy.bundle;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of a bundle.
 *
 * @param revision what the manifest calls the revision; empty where it says nothing
 * @param roots the paths below {@code data} that the bundle owns, with slashes; one empty root owns everything
 * @param regoVersion the dialect of its modules
 * @param fileRegoVersions which modules are in another dialect
 * @param metadata anything else, for applications
 * @param members the manifest as it was written
 */
public record Manifest(
        String revision,
        List<String> roots,
        RegoVersion regoVersion,
        FileRegoVersions fileRegoVersions,
        RegoObject metadata,
        RegoObject members) {

    /** What a bundle without a manifest has. */
    public static final Manifest NONE =
            new Manifest("", List.of(""), RegoVersion.V1, FileRegoVersions.NONE, RegoObject.EMPTY, RegoObject.EMPTY);

    public Manifest {
        roots = List.copyOf(roots);
    }

    /**
     * The manifest that a document describes.
     *
     * @param place what an error calls the manifest
     * @param standard the dialect where the manifest names none
     */
    static Manifest of(RegoValue document, String place, RegoVersion standard) {
        if (!(document instanceof RegoObject object)) {
            throw malformed(place, "is no object");
        }
        RegoValue metadata = object.get("metadata");
        if (metadata != null && !(metadata instanceof RegoObject)) {
            throw malformed(place, "has `metadata` that is no object");
        }
        return new Manifest(
                revision(object.get("revision"), place),
                roots(object.get("roots"), place),
                version(object.get("rego_version"), place, standard),
                fileVersions(object.get("file_rego_versions"), place, standard),
                metadata instanceof RegoObject given ? given : RegoObject.EMPTY,
                object);
    }

    private static String revision(@Nullable RegoValue value, String place) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof RegoString revision)) {
            throw malformed(place, "has a `revision` that is no string");
        }
        return revision.value();
    }

    private static List<String> roots(@Nullable RegoValue value, String place) {
        if (value == null) {
            return List.of("");
        }
        if (!(value instanceof RegoArray array)) {
            throw malformed(place, "has `roots` that are no array");
        }
        List<String> roots = new ArrayList<>();
        for (RegoValue element : array) {
            if (!(element instanceof RegoString root)) {
                throw malformed(place, "has a root that is no string");
            }
            roots.add(root.value().replaceAll("^/+|/+$", ""));
        }
        for (int i = 0; i < roots.size(); i++) {
            for (int j = 0; j < roots.size(); j++) {
                if (i != j && isBelow(roots.get(i), roots.get(j))) {
                    throw malformed(
                            place, "has the root `" + roots.get(i) + "` inside of the root `" + roots.get(j) + "`");
                }
            }
        }
        return roots;
    }

    private static RegoVersion version(@Nullable RegoValue value, String place, RegoVersion standard) {
        if (value == null) {
            return standard;
        }
        boolean known = value instanceof RegoNumber n && n.isLong() && (n.longValue() == 0 || n.longValue() == 1);
        if (!known) {
            throw malformed(place, "has a rego version " + value + ", which is neither 0 nor 1");
        }
        return ((RegoNumber) value).longValue() == 0 ? RegoVersion.V0 : RegoVersion.V1;
    }

    private static FileRegoVersions fileVersions(@Nullable RegoValue value, String place, RegoVersion standard) {
        SortedMap<String, RegoVersion> versions = new TreeMap<>();
        if (value instanceof RegoObject object) {
            object.forEach((pattern, version) -> versions.put(
                    pattern instanceof RegoString s ? s.value() : pattern.toString(),
                    version(version, place, standard)));
        } else if (value != null) {
            throw malformed(place, "has `file_rego_versions` that are no object");
        }
        return FileRegoVersions.of(versions, place);
    }

    private static BundleException malformed(String place, String what) {
        return BundleException.of("`" + place + "` " + what, "see OPA's documentation of the bundle manifest");
    }

    /** The dialect of the module at a path. */
    public RegoVersion versionOf(String path) {
        return fileRegoVersions.of(path).orElse(regoVersion);
    }

    /** Whether the bundle owns a path below {@code data}. */
    public boolean owns(String path) {
        return roots.stream().anyMatch(root -> isBelow(path, root));
    }

    /** Whether the bundle owns something below a place. */
    boolean ownsSomethingBelow(String place) {
        return roots.stream().anyMatch(owned -> isBelow(owned, place));
    }

    static boolean isBelow(String path, String root) {
        return root.isEmpty() || path.equals(root) || path.startsWith(root + "/");
    }
}
