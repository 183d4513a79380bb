package dev.writ.policy.bundle;

import dev.writ.policy.check.types.Schemas;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads JSON Schemas, in JSON or YAML, as {@code opa check --schema} does: a file is the schema of {@code input}; in a
 * folder each file is a schema that annotations call by its path, {@code schema.a.b} for {@code a/b.json}.
 */
public final class SchemaFiles {
    private static final int MAX_FILES = 10_000;
    private static final long MAX_BYTES = 16L << 20;
    private static final int MAX_DEPTH = 500;

    private SchemaFiles() {}

    /**
     * The schemas at {@code path}.
     *
     * @throws BundleException if something there cannot be read
     */
    public static Schemas read(Path path) {
        try {
            return Files.isDirectory(path) ? folder(path) : Schemas.ofInput(schema(path));
        } catch (IOException e) {
            throw FileFailure.unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.unreadable(path, e);
        }
    }

    private static Schemas folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
        }
        if (files.size() > MAX_FILES) {
            throw BundleException.of(
                    "there are more than " + MAX_FILES + " files in `" + folder + "`", "give a folder of schemas only");
        }
        Map<List<String>, RegoValue> schemas = new HashMap<>();
        for (Path file : files) {
            schemas.put(name(folder.relativize(file)), schema(file));
        }
        return Schemas.ofFolder(schemas);
    }

    private static List<String> name(Path relative) {
        List<String> names = new ArrayList<>();
        relative.forEach(part -> names.add(part.toString()));
        String last = names.removeLast();
        int dot = last.lastIndexOf('.');
        names.add(dot < 0 ? last : last.substring(0, dot));
        return names;
    }

    private static RegoValue schema(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw BundleException.of(
                    "the schema `" + file + "` is longer than the limit of " + MAX_BYTES + " bytes", "split it");
        }
        try {
            return YamlReader.read(Files.readString(file), MAX_DEPTH);
        } catch (YamlException | JsonException e) {
            throw BundleException.of(
                    "the schema `" + file + "` is neither JSON nor YAML: " + e.getMessage(), "correct it");
        }
    }
}
