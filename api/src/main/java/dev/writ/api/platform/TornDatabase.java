package dev.writ.api.platform;

import dev.writ.ledger.durable.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An H2 file of which a power loss may have kept any part of what was written since the last sync. H2 checks where a chunk begins
 * and ends, not what is between, so that its newest version can be damaged in pages that nobody reads when it is opened. The
 * oldest version that holds everything that was acknowledged was synced before it was acknowledged: it is whole.
 *
 * @param folder where everything is
 * @param file the H2 file in it, which nobody has open
 * @param acknowledged what must be in it
 */
record TornDatabase(Path folder, Path file, Acknowledged acknowledged) {
    private static final Logger LOG = LoggerFactory.getLogger(TornDatabase.class);
    private static final int MOST_VERSIONS = 256;
    private static final String COPY = "writ-version";

    /** A version that may be gone on with. */
    private record Candidate(long version, String content) {}

    /** Whether H2 says so of the file, which is not changed. */
    boolean isDamaged() {
        return new VersionFile(file, acknowledged).isDamaged();
    }

    /**
     * Puts the oldest version that holds what was acknowledged in the place of the file, which is kept beside it; where nobody knows
     * all that was acknowledged, the newest that reads whole. A file that is at that version already is left alone.
     *
     * @param why for the operator
     * @param from a version that was on stable storage: no older one is taken, if the file has it or a newer one
     * @throws StartFailure if no version holds what was acknowledged; the file is as it was then
     * @throws IOException if there is no room for a copy, or files cannot be used; the file is as it was then
     */
    void rollBack(String why, OptionalLong from) throws IOException {
        Path copy = file.resolveSibling(COPY + EmbeddedDatabase.SUFFIX);
        try (StoreVersions versions = StoreVersions.of(file, copy)) {
            List<Long> newest = since(from, versions.newest(MOST_VERSIONS));
            StringBuilder seen = new StringBuilder();
            Optional<Candidate> found = acknowledged.complete()
                    ? oldestThatHoldsAll(versions, newest, copy, seen)
                    : newestWhole(versions, newest, copy, seen);
            if (found.isPresent()) {
                goOnWith(found.get(), newest.indexOf(found.get().version()), versions, copy, why);
            } else if (acknowledged.nothing()) {
                LOG.warn("`{}` has no version that reads whole, and nothing in it was acknowledged: {}", file, why);
            } else {
                throw new StartFailure(
                        "the database `" + file + "` cannot be used: " + why + ", and none of its newest "
                                + newest.size() + " versions is whole and holds " + acknowledged.describe()
                                + (seen.isEmpty() ? "" : "; the newest that can be read holds " + seen)
                                + "; restore the database from a backup, and delete `writ.open` beside it");
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static List<Long> since(OptionalLong from, List<Long> newest) {
        List<Long> since = newest.stream()
                .filter(version -> version >= from.orElse(Long.MIN_VALUE))
                .toList();
        return since.isEmpty() ? newest : since;
    }

    private Optional<Candidate> newestWhole(StoreVersions versions, List<Long> newest, Path copy, StringBuilder seen)
            throws IOException {
        var shown = new VersionFile(copy, acknowledged);
        for (long version : newest) {
            Optional<Acknowledged.Version> content = versions.show(version) ? shown.content() : Optional.empty();
            if (content.isEmpty()) {
                continue;
            }
            remember(content.get(), seen);
            switch (content.get().verdict()) {
                case ALL -> {
                    if (shown.readsWhole()) {
                        return Optional.of(new Candidate(version, content.get().content()));
                    }
                }
                case TOO_OLD -> {
                    return Optional.empty();
                }
                case CONTRADICTORY -> {}
            }
        }
        return Optional.empty();
    }

    private static void remember(Acknowledged.Version version, StringBuilder seen) {
        if (seen.isEmpty()) {
            seen.append(version.content());
        }
    }

    private Optional<Candidate> oldestThatHoldsAll(
            StoreVersions versions, List<Long> newest, Path copy, StringBuilder seen) throws IOException {
        var shown = new VersionFile(copy, acknowledged);
        for (Candidate candidate : candidates(versions, newest, copy, seen).reversed()) {
            // It was synced, so that it should read whole: but what one relies on can be looked at.
            if (versions.show(candidate.version()) && shown.readsWhole()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** From the newest version down, until one is too old. */
    private List<Candidate> candidates(StoreVersions versions, List<Long> newest, Path copy, StringBuilder seen)
            throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        var shown = new VersionFile(copy, acknowledged);
        for (long version : newest) {
            Optional<Acknowledged.Version> content = versions.show(version) ? shown.content() : Optional.empty();
            if (content.isEmpty()) {
                continue;
            }
            remember(content.get(), seen);
            switch (content.get().verdict()) {
                case ALL -> candidates.add(new Candidate(version, content.get().content()));
                case TOO_OLD -> {
                    return candidates;
                }
                case CONTRADICTORY -> {}
            }
        }
        return candidates;
    }

    private void goOnWith(Candidate chosen, int undone, StoreVersions versions, Path copy, String why)
            throws IOException {
        if (undone == 0 && versions.isFound(chosen.version())) {
            LOG.info("`{}` was checked, since {}: it holds {}", file, why, chosen.content());
            return;
        }
        versions.show(chosen.version());
        force(copy);
        Path kept = keep();
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncDirectory(folder);
        LOG.warn(
                "`{}` was rolled back by {} versions to {}, since {}; nothing that was acknowledged is undone, and the file of"
                        + " before is kept as `{}`",
                file,
                undone,
                chosen.content(),
                why,
                kept);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Gives the file a second name, or makes a copy where the file system knows no links. */
    private Path keep() throws IOException {
        Path kept = free();
        try {
            return Files.createLink(kept, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("`{}` is copied, since it cannot be linked", file, e);
        }
        try {
            Files.copy(file, kept, StandardCopyOption.COPY_ATTRIBUTES);
            force(kept);
            return kept;
        } catch (IOException e) {
            Files.deleteIfExists(kept);
            throw e;
        }
    }

    private Path free() {
        for (int n = 1; ; n++) {
            Path kept = file.resolveSibling(file.getFileName() + ".torn-" + n);
            if (Files.notExists(kept)) {
                return kept;
            }
        }
    }
}
