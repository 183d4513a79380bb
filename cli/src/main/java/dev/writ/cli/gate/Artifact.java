package dev.writ.cli.gate;

import dev.writ.cli.Digests;
import dev.writ.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The digest of an artifact's real bytes. */
public final class Artifact {
    private Artifact() {}

    /** {@code sha256:} and the digest of the file's bytes. */
    public static String digest(Path file) {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Failure.io("read the artifact `" + file + "`", e);
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** The digest as given, checked. */
    static String checked(String digest) {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            throw new Failure(
                    "`" + digest + "` is not a digest: expected `sha256:` and 64 lower-case hexadecimal digits");
        }
        return digest;
    }
}
