package dev.writ.policy.bundle;

import dev.writ.policy.builtin.golang.GoYaml;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoValue;
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
                    ? GoYaml.read(new String(content, StandardCharsets.UTF_8), JsonLimits.DEFAULT.maxDepth())
                    : JsonReader.read(content, JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw new BundleException(List.of(located(name, content, e)));
        } catch (GoYaml.YamlException e) {
            throw BundleException.of("`" + name + "` is no YAML: " + e.getMessage(), "correct the document");
        }
    }

    private static Diagnostic located(String name, byte[] content, JsonException e) {
        SourceFile file = new SourceFile(name, new String(content, StandardCharsets.UTF_8));
        int line = Math.clamp(e.line(), 1, file.lineCount());
        int start = file.lineStart(line);
        int column = Math.clamp(e.column() - 1L, 0, file.lineText(line).length());
        Span place = file.span(start + column, start + column);
        String message = String.valueOf(e.getMessage()).replaceFirst("^[0-9]+:[0-9]+: ", "");
        return Diagnostic.error(DiagnosticCode.LOAD, place, "no JSON: " + message);
    }
}
