package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Keys as options give them: the path of a file, PEM text, or a secret itself. */
final class KeyText {

    private KeyText() {}

    static String read(String given) {
        if (given.startsWith("-----BEGIN")) {
            return given;
        }
        Path file;
        try {
            file = Path.of(given);
        } catch (InvalidPathException e) {
            return given;
        }
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : given;
        } catch (IOException e) {
            throw Failure.io("read the key file", e);
        }
    }
}
