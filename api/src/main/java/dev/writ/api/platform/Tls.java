package dev.writ.api.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the service shows who it is, and whom it lets connect.
 *
 * @param certificate its certificate and those that lead to a root, as PEM
 * @param key the private key, as PEM (PKCS #8)
 * @param clientCa certificates as PEM; callers have to present a certificate that one of them vouches for. Empty: nobody is asked for
 *     one
 */
public record Tls(Path certificate, Path key, Optional<Path> clientCa) {
    /** Leaves with a {@link StartFailure} that names the file which cannot be read. */
    public void requireReadable() {
        Stream.concat(Stream.of(certificate, key), clientCa.stream())
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new StartFailure("cannot read `" + file + "`; correct `--tls-cert`, `--tls-key` or"
                            + " `--client-ca`, or who may read the file");
                });
    }
}
