package dev.writ.cli.permit;

import dev.writ.cli.Digests;
import dev.writ.cli.Failure;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.permit.PermitRequest.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Hashes the real bytes of files, and shows on a terminal how far that is: five times a second at most. */
final class HashedArtifacts {
    private static final int BUFFER = 1 << 20;
    private static final long STEP = 200_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final LongSupplier nanos;
    private long last;
    private boolean shown;

    HashedArtifacts(PrintWriter out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** With a line of progress where somebody looks at a terminal. */
    static HashedArtifacts on(PrintWriter out, boolean terminal) {
        return new HashedArtifacts(out, terminal ? System::nanoTime : () -> 0);
    }

    /** The files by their digests. */
    List<Artifact> of(List<Path> files) {
        List<Artifact> artifacts = new ArrayList<>();
        try {
            for (Path file : files) {
                artifacts.add(new Artifact(file.toString(), hash(file)));
            }
        } finally {
            if (shown) {
                out.print(CLEAR);
                out.flush();
            }
        }
        return List.copyOf(artifacts);
    }

    private Hash hash(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure("`" + file + "` is a directory: a permit is for files, give each one by `--artifact`");
        }
        MessageDigest digest = Digests.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            long size = Math.max(1, Files.size(file));
            byte[] buffer = new byte[BUFFER];
            long done = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                done += read;
                show(file, done, size);
            }
        } catch (IOException e) {
            throw Failure.io("read the artifact `" + file + "`", e);
        }
        return Hash.of(digest.digest());
    }

    private void show(Path file, long done, long size) {
        long now = nanos.getAsLong();
        if (now - last >= STEP) {
            last = now;
            shown = true;
            out.printf(Locale.ROOT, "%s%s: %d %% of %,d MiB", CLEAR, file.getFileName(), 100 * done / size, size >> 20);
            out.flush();
        }
    }
}
