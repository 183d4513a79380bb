package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What a file of capabilities allows.
 *
 * @param document the file
 */
record Capabilities(RegoObject document) {

    /** Reads a file. */
    static Capabilities of(Path file) {
        if (!Files.exists(file) && file.toString().matches("v[0-9]+\\.[0-9]+\\.[0-9]+")) {
            throw new Failure("the capabilities of `" + file
                    + "` are not part of writ: write them to a file with `opa capabilities --version " + file
                    + "` and give that");
        }
        try {
            if (JsonReader.read(Files.readString(file)) instanceof RegoObject object) {
                return new Capabilities(object);
            }
            throw new Failure("`" + file + "` is no JSON object, and so describes no capabilities");
        } catch (IOException e) {
            throw Failure.io("read the capabilities `" + file + "`", e);
        } catch (JsonException e) {
            throw new Failure("`" + file + "` is no JSON: " + e.getMessage());
        }
    }

    /** The functions that are allowed; what the language itself is made of always is. */
    BuiltinRegistry restrict(BuiltinRegistry all) {
        Set<String> allowed = new HashSet<>();
        if (document.get("builtins") instanceof RegoArray functions) {
            for (RegoValue function : functions) {
                if (function instanceof RegoObject described && described.get("name") instanceof RegoString name) {
                    allowed.add(name.value());
                }
            }
        }
        return all.restrictedTo(signature ->
                allowed.contains(signature.name()) || signature.name().startsWith("internal."));
    }
}
