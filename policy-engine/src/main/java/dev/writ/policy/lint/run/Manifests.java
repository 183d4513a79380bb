package dev.writ.policy.lint.run;

import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The manifests of the bundles that files are in, each read once. One that cannot be read says nothing. */
final class Manifests {
    private final Map<Path, Manifest> byDirectory = new HashMap<>();

    /**
     * What a manifest says that rules need.
     *
     * @param regoVersion -1 for nothing
     * @param decisions the paths below {@code data} of the rules that the service asks for decisions
     */
    record Manifest(int regoVersion, List<List<String>> decisions) {
        static final Manifest NONE = new Manifest(-1, List.of());
    }

    /** The directory of the manifest that {@code file} is below. */
    Optional<Path> root(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        while (directory != null && !Files.isRegularFile(directory.resolve(".manifest"))) {
            directory = directory.getParent();
        }
        return Optional.ofNullable(directory);
    }

    Manifest of(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        return directory == null ? Manifest.NONE : find(directory);
    }

    private Manifest find(Path directory) {
        Manifest known = byDirectory.get(directory);
        if (known != null) {
            return known;
        }
        Path file = directory.resolve(".manifest");
        @Nullable Path above = directory.getParent();
        Manifest found = Files.isRegularFile(file) ? read(file) : above == null ? Manifest.NONE : find(above);
        byDirectory.put(directory, found);
        return found;
    }

    private static Manifest read(Path file) {
        try {
            if (JsonReader.read(Files.readString(file)) instanceof RegoObject manifest) {
                int version = manifest.get("rego_version") instanceof RegoNumber number ? (int) number.longValue() : -1;
                return new Manifest(version, decisions(manifest));
            }
            return Manifest.NONE;
        } catch (IOException e) {
            return Manifest.NONE;
        } catch (JsonException e) {
            return Manifest.NONE;
        }
    }

    private static List<List<String>> decisions(RegoObject manifest) {
        List<List<String>> decisions = new ArrayList<>();
        if (member(member(manifest, "metadata"), "writ") instanceof RegoObject writ
                && writ.get("decisions") instanceof RegoArray list) {
            for (RegoValue decision : list) {
                if (member(decision, "decision") instanceof RegoString path) {
                    decisions.add(List.of(path.value().split("/", -1)));
                }
            }
        }
        return decisions;
    }

    private static @Nullable RegoValue member(@Nullable RegoValue value, String name) {
        return value instanceof RegoObject object ? object.get(name) : null;
    }
}
