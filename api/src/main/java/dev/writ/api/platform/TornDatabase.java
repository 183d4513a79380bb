package dev.writ.api.platform;

import dev.writ.ledger.durable.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
    private static final String FRESH = "writ-anew";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** A version that may be gone on with. */
    private record Candidate(long version, String content, boolean half) {
        Candidate asHalf() {
            return new Candidate(version, content, true);
        }
    }

    /** Whether H2 says so of the file, which is not changed. */
    boolean isDamaged() {
        return new VersionFile(file, acknowledged).isDamaged();
    }

    /**
     * Puts the oldest version that holds what was acknowledged in the place of the file, which is kept beside it; where nobody knows
     * all that was acknowledged, the newest that reads whole. A file that is at that version already is left alone.
     *
     * @param why for the operator
     * @param from the version that was on stable storage before the last use: no older one is taken, if the file has it or a newer one
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
                                + "; restore the data folder from a backup");
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
                    VersionFile.Reading reading = shown.read();
                    if (reading != VersionFile.Reading.DAMAGED) {
                        boolean half = reading == VersionFile.Reading.HALF;
                        return Optional.of(new Candidate(version, content.get().content(), half));
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
        Optional<Candidate> half = Optional.empty();
        for (Candidate candidate : candidates(versions, newest, copy, seen).reversed()) {
            // It was synced, so that it should read whole: but what one relies on can be looked at.
            switch (versions.show(candidate.version()) ? shown.read() : VersionFile.Reading.DAMAGED) {
                case WHOLE -> {
                    return Optional.of(candidate);
                }
                case HALF -> half = half.or(() -> Optional.of(candidate.asHalf()));
                case DAMAGED -> {}
            }
        }
        return half;
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
                case ALL -> candidates.add(new Candidate(version, content.get().content(), false));
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
        if (undone == 0 && !chosen.half()) {
            LOG.info("`{}` was checked, since {}: it holds {}", file, why, chosen.content());
            return;
        }
        versions.show(chosen.version());
        if (chosen.half()) {
            writeAnew(copy);
        }
        force(copy);
        Path kept = keep();
        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.syncDirectory(folder);
        LOG.warn(
                "`{}` was rolled back by {} versions to {}{}, since {}; nothing that was acknowledged is undone, and the file of"
                        + " before is kept as `{}`",
                file,
                undone,
                chosen.content(),
                chosen.half() ? " and written anew without half a transaction that H2 had stored" : "",
                why,
                kept);
    }

    private void writeAnew(Path copy) throws IOException {
        Path fresh = file.resolveSibling(FRESH + EmbeddedDatabase.SUFFIX);
        Path script = file.resolveSibling(FRESH + ".sql");
        try {
            for (Path secret : List.of(fresh, script)) {
                Files.deleteIfExists(secret);
                Files.createFile(secret, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            new VersionFile(copy, acknowledged).writeAnew(fresh, script);
            var written = new VersionFile(fresh, acknowledged);
            if (written.read() != VersionFile.Reading.WHOLE
                    || written.content().map(Acknowledged.Version::verdict).orElse(Acknowledged.Verdict.CONTRADICTORY)
                            != Acknowledged.Verdict.ALL) {
                throw new IOException("the rows of `" + file + "` cannot be written anew");
            }
            Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw new IOException("the rows of `" + file + "` cannot be written anew: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(script);
        }
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
