package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.builtin.CapabilitiesException;
import dev.writ.policy.value.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a file of capabilities allows. */
final class CapabilitiesFile {

    private CapabilitiesFile() {}

    /** The capabilities that {@code file} holds, or those of the version that it names instead of a file. */
    static Capabilities read(Path file) {
        if (!Files.exists(file) && file.toString().equals(CapabilitiesCommand.OPA_VERSION)) {
            return Capabilities.read(JsonWriter.compact(CapabilitiesCommand.document(false)));
        }
        if (!Files.exists(file) && file.toString().matches("v[0-9]+\\.[0-9]+\\.[0-9]+")) {
            throw new Failure("the capabilities of `" + file
                    + "` are not part of writ: write them to a file with `opa capabilities --version " + file
                    + "` and give that");
        }
        try {
            return Capabilities.read(Files.readString(file));
        } catch (IOException e) {
            throw Failure.io("read the capabilities `" + file + "`", e);
        } catch (CapabilitiesException e) {
            throw new Failure("`" + file + "` describes no capabilities: " + e.getMessage());
        }
    }
}
