package dev.writ.policy.bundle;

/** Checks the paths that an archive or a directory gives for its files. */
final class EntryPaths {

    private EntryPaths() {}

    /**
     * The path relative to the root: a leading slash or {@code ./} is dropped, as OPA writes one.
     *
     * @throws BundleException if the path leads out of the bundle or is no path
     */
    static String normalized(String bundle, String path) {
        String relative = path;
        while (relative.startsWith("/") || relative.startsWith("./")) {
            relative = relative.substring(relative.indexOf('/') + 1);
        }
        for (String segment : relative.split("/", -1)) {
            boolean bad = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (bad || segment.indexOf('\\') >= 0 || segment.chars().anyMatch(c -> c < ' ')) {
                throw BundleException.of(
                        "`" + bundle + "` has an entry `" + printable(path) + "`, which is no path inside of it",
                        "build the bundle again from a directory, without `..`, `\\` and control characters in names");
            }
        }
        return relative;
    }

    private static String printable(String path) {
        StringBuilder out = new StringBuilder();
        path.codePoints().limit(200).forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
        return out.toString();
    }
}
