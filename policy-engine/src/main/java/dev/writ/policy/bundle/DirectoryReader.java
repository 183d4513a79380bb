package dev.writ.policy.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the files of a bundle from a directory. Links to files are followed while they stay inside; links to directories are not. */
final class DirectoryReader {

    private final Path root;
    private final String name;
    private final BundleLimits limits;
    private final Predicate<BundleFile> wanted;
    private final boolean forValues;
    private long total;

    private DirectoryReader(Path root, BundleLimits limits, Predicate<BundleFile> wanted, boolean forValues) {
        this.root = root;
        this.name = root.toString();
        this.limits = limits;
        this.wanted = wanted;
        this.forValues = forValues;
    }

    /**
     * The files that are wanted, asked without their content.
     *
     * @param forValues whether the text of large data documents is not needed
     */
    static List<BundleFile> read(Path root, BundleLimits limits, Predicate<BundleFile> wanted, boolean forValues) {
        return new DirectoryReader(root, limits, wanted, forValues).run();
    }

    private List<BundleFile> run() {
        List<BundleFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> all = paths.limit(limits.maxEntries() + 1L).sorted().toList();
            if (all.size() > limits.maxEntries()) {
                throw BundleException.of(
                        "`" + name + "` has more than " + limits.maxEntries() + " entries",
                        "check that it is the directory you meant");
            }
            for (Path path : all) {
                if (Files.isRegularFile(path)) {
                    add(files, path);
                }
            }
        } catch (IOException e) {
            throw FileFailure.unreadable(root, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.unreadable(root, e);
        }
        return files;
    }

    private void add(List<BundleFile> files, Path path) {
        String relative =
                root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
        BundleFile probe = new BundleFile(EntryPaths.normalized(name, relative), new byte[0]);
        if (!wanted.test(probe)) {
            return;
        }
        try {
            if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(root.toRealPath())) {
                throw BundleException.of(
                        "`" + path + "` is a link that leads out of `" + name + "`", "copy the file into the bundle");
            }
            long size = Files.size(path);
            total += size;
            if (size > limits.maxFileBytes() || total > limits.maxTotalBytes()) {
                throw BundleException.of(
                        "`" + path + "` makes the bundle larger than its limits of " + limits.maxFileBytes()
                                + " bytes a file and " + limits.maxTotalBytes() + " bytes in all",
                        "keep large documents out of the bundle");
            }
            files.add(
                    forValues && size >= DataDocument.WHOLE && probe.isData()
                            ? document(probe, path)
                            : whole(probe, path));
        } catch (IOException e) {
            throw FileFailure.unreadable(path, e);
        }
    }

    private static BundleFile whole(BundleFile probe, Path path) throws IOException {
        return new BundleFile(probe.path(), Files.readAllBytes(path));
    }

    private static BundleFile document(BundleFile probe, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return BundleFile.parsed(probe.path(), in);
        }
    }
}
