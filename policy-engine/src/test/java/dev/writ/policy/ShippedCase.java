package dev.writ.policy;

import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An input of the shipped policies and the decision that is expected for it.
 *
 * @param entrypoint the path of the decision rule
 */
public record ShippedCase(String name, String entrypoint, RegoValue input, RegoValue expected) {

    /** The sources of the bundle that every action goes through. */
    public static final Path SOURCES =
            Path.of("../policies/src/main/rego/main").toAbsolutePath().normalize();

    /** All cases of the main bundle. */
    public static List<ShippedCase> all() {
        try (Stream<Path> files = Files.list(Path.of("../policies/src/test/inputs"))) {
            return files.sorted()
                    .map(ShippedCase::read)
                    .filter(c -> !c.name().startsWith("platform"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The paths of their decision rules. */
    public static List<String> entrypoints() {
        return all().stream().map(ShippedCase::entrypoint).distinct().toList();
    }

    private static ShippedCase read(Path file) {
        try {
            RegoObject object = (RegoObject) JsonReader.read(Files.readString(file));
            return new ShippedCase(
                    file.getFileName().toString(),
                    ((RegoString) member(object, "decision")).value(),
                    member(object, "input"),
                    member(object, "expected"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RegoValue member(RegoObject object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    @Override
    public String toString() {
        return name;
    }
}
