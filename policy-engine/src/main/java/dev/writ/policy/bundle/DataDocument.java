package dev.writ.policy.bundle;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads JSON and YAML files; an error shows the place. */
final class DataDocument {

    /** A document up to this many bytes is read whole, so that an error can show the line; a larger one streams. */
    static final int WHOLE = 1 << 20;

    private DataDocument() {}

    /** The value of a stream of bytes, YAML if its name says so; of large JSON only a small part is held at a time. */
    static RegoValue read(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(WHOLE);
        if (start.length < WHOLE) {
            return read(name, start);
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), in);
        if (isYaml(name)) {
            return read(name, all.readAllBytes());
        }
        try {
            return JsonReader.read(all, JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw BundleException.of(
                    "`" + name + "` is no JSON, at " + e.line() + ":" + e.column() + ": " + problem(e),
                    "correct it, or make it again");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The value of an input document, JSON or YAML whatever its name says, as OPA reads it; no text is {@code null}. A text of more
     * than a megabyte is YAML only where its name says so.
     */
    static RegoValue input(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(WHOLE);
        if (start.length == WHOLE) {
            return read(name, new SequenceInputStream(new ByteArrayInputStream(start), in));
        }
        String text = new String(start, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return RegoNull.NULL;
        }
        try {
            return JsonReader.read(start, JsonLimits.DEFAULT);
        } catch (JsonException noJson) {
            try {
                return YamlReader.read(text, JsonLimits.DEFAULT.maxDepth());
            } catch (YamlException noYaml) {
                return read(name, start);
            }
        }
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String problem(JsonException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^[0-9]+:[0-9]+: ", "");
    }

    /** The value of a file, YAML if its name says so. */
    static RegoValue read(String name, byte[] content) {
        try {
            return isYaml(name)
                    ? YamlReader.read(new String(content, StandardCharsets.UTF_8), JsonLimits.DEFAULT.maxDepth())
                    : JsonReader.read(content, JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw new BundleException(List.of(located(name, content, e.line(), e.column(), "no JSON: " + problem(e))));
        } catch (YamlException e) {
            throw new BundleException(List.of(located(name, content, e.line(), e.column(), "no YAML: " + e.problem())));
        }
    }

    private static Diagnostic located(String name, byte[] content, int row, int column, String message) {
        SourceFile file = new SourceFile(name, new String(content, StandardCharsets.UTF_8));
        int line = Math.clamp(row, 1, file.lineCount());
        int start = file.lineStart(line);
        int offset = Math.clamp(column - 1L, 0, file.lineText(line).length());
        Span place = file.span(start + offset, start + offset);
        return Diagnostic.error(DiagnosticCode.LOAD, place, message);
    }
}
