package dev.writ.policy.bundle;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;

/** Refuses delta bundles: the patches of a {@code patch.json} change data that another bundle brought before. */
final class DeltaPatch {

    private DeltaPatch() {}

    /** @throws BundleException if the file has a patch: to leave it out would be to answer with other data */
    static void refuse(String bundle, String prefix, BundleFile file) {
        String place = prefix + file.path();
        if (file.document(place) instanceof RegoObject document
                && document.get("data") instanceof RegoArray patches
                && patches.size() > 0) {
            throw BundleException.of(
                    "`" + bundle + "` is a delta bundle: `" + place
                            + "` has patches of data, and only whole bundles are loaded here",
                    "give the snapshot bundle with the patches applied, or leave out `patch.json`");
        }
    }
}
