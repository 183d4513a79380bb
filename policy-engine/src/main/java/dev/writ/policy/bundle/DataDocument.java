package dev.writ.policy.bundle;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads JSON and YAML files; an error shows the place. */
final class DataDocument {

    private DataDocument() {}

    /** The value of a file, YAML if its name says so. */
    static RegoValue read(String name, byte[] content) {
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        try {
            return yaml
                    ? YamlReader.read(new String(content, StandardCharsets.UTF_8), JsonLimits.DEFAULT.maxDepth())
                    : JsonReader.read(content, JsonLimits.DEFAULT);
        } catch (JsonException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^[0-9]+:[0-9]+: ", "");
            throw new BundleException(List.of(located(name, content, e.line(), e.column(), "no JSON: " + message)));
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
