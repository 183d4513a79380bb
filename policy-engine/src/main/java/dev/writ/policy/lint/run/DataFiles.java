package dev.writ.policy.lint.run;

import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which documents the data files of a bundle bring. */
final class DataFiles {
    private static final int MAX_DEPTH = 64;
    private static final long MAX_BYTES = 4 << 20;

    private DataFiles() {}

    static boolean isData(String name) {
        return name.equals("data.json") || name.equals("data.yaml") || name.equals("data.yml");
    }

    /** The paths below {@code data} of the members of a file. Of one that cannot be read, or is large, the path of its directory. */
    static List<List<String>> paths(Path file, Path root) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        Path top = root.toAbsolutePath().normalize();
        List<String> prefix = new ArrayList<>();
        if (directory != null && directory.startsWith(top) && !directory.equals(top)) {
            top.relativize(directory).forEach(name -> prefix.add(name.toString()));
        }
        List<List<String>> paths = new ArrayList<>();
        if (content(file) instanceof RegoObject members) {
            members.forEach((key, value) -> {
                List<String> path = new ArrayList<>(prefix);
                path.add(key instanceof RegoString name ? name.value() : key.toString());
                paths.add(List.copyOf(path));
            });
        } else if (!prefix.isEmpty()) {
            paths.add(List.copyOf(prefix));
        }
        return paths;
    }

    private static @org.jspecify.annotations.Nullable RegoValue content(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return null;
            }
            String text = Files.readString(file);
            return file.toString().endsWith(".json") ? JsonReader.read(text) : YamlReader.read(text, MAX_DEPTH);
        } catch (IOException e) {
            return null;
        } catch (JsonException e) {
            return null;
        } catch (YamlException e) {
            return null;
        }
    }
}
