package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.bundle.SignatureAlgorithm;
import dev.writ.policy.bundle.Signing;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how bundles are signed. */
final class SigningOptions {

    @Option(
            names = "--signing-key",
            paramLabel = "KEY",
            description = "Sign the bundle: the secret (HS algorithms), or the PEM file of the private key.")
    private @Nullable String key;

    @Option(
            names = "--claims-file",
            paramLabel = "FILE",
            description = "A JSON file with what the signature says besides the files, such as scope and keyid.")
    private @Nullable Path claims;

    @Option(names = "--signing-plugin", paramLabel = "NAME", description = "Not supported: there are no plugins.")
    private @Nullable String plugin;

    boolean hasKey() {
        return key != null;
    }

    /** Ends the command where options contradict each other. */
    void check() {
        if (plugin != null) {
            throw new Failure("writ has no plugins that sign: leave out `--signing-plugin " + plugin + "`");
        }
        if (key == null && claims != null) {
            throw new Failure("`--claims-file` needs `--signing-key`");
        }
    }

    /** How bundles are signed, if a key was given; {@code keyId} is what the key is called unless claims are given. */
    Optional<Signing> signing(SignatureAlgorithm algorithm, String keyId) {
        String given = key;
        if (given == null) {
            return Optional.empty();
        }
        Path file = claims;
        return Optional.of(new Signing(
                algorithm,
                KeyText.read(given),
                file == null ? keyId : "",
                file == null ? RegoObject.EMPTY : claims(file)));
    }

    private static RegoObject claims(Path file) {
        try {
            if (JsonReader.read(Files.readString(file)) instanceof RegoObject object) {
                return object;
            }
            throw new Failure("`" + file + "` is no JSON object, and so has no claims");
        } catch (IOException e) {
            throw Failure.io("read the claims `" + file + "`", e);
        } catch (JsonException e) {
            throw new Failure("`" + file + "` is no JSON: " + e.getMessage());
        }
    }
}
