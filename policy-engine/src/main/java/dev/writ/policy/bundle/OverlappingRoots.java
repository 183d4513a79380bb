package dev.writ.policy.bundle;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Refuses bundles that are used together and own the same: nobody could tell whose data or policies count. */
final class OverlappingRoots {

    private final Map<String, Bundle> owners = new TreeMap<>();
    private final List<Diagnostic> errors = new ArrayList<>();

    private OverlappingRoots() {}

    /** @throws BundleException if a root of one bundle is a root of another, or is below one */
    static void check(List<Bundle> bundles) {
        OverlappingRoots roots = new OverlappingRoots();
        bundles.forEach(roots::add);
        roots.owners.forEach(roots::compareWithParents);
        if (!roots.errors.isEmpty()) {
            throw new BundleException(roots.errors);
        }
    }

    private void add(Bundle bundle) {
        for (String root : bundle.manifest().roots()) {
            Bundle other = owners.putIfAbsent(root, bundle);
            if (other != null) {
                overlap("bundles `" + other.name() + "` and `" + bundle.name() + "` both own " + text(root));
            }
        }
    }

    private void compareWithParents(String root, Bundle bundle) {
        String parent = root;
        while (!parent.isEmpty()) {
            parent = parent.substring(0, Math.max(parent.lastIndexOf('/'), 0));
            Bundle other = owners.get(parent);
            if (other != null && !other.name().equals(bundle.name())) {
                overlap("bundle `" + other.name() + "` owns " + text(parent) + ", and bundle `" + bundle.name() + "` "
                        + text(root) + " inside of it");
            }
        }
    }

    private static String text(String root) {
        return root.isEmpty() ? "all of `data` (the root ``)" : "the root `" + root + "`";
    }

    private void overlap(String message) {
        errors.add(Diagnostic.error(
                DiagnosticCode.LOAD, null, message, "give each bundle `roots` of its own in its `.manifest`"));
    }
}
