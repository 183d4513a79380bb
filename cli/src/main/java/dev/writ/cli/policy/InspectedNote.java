package dev.writ.cli.policy;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One METADATA block, and what it speaks about.
 *
 * @param annotations the block
 * @param path the names below {@code data}
 * @param packageText the package without {@code data}
 * @param ruleText the rule, or null for a package
 * @param place where the package or rule is
 * @param prefix what is put before the name of its file
 */
record InspectedNote(
        Annotations annotations,
        List<String> path,
        String packageText,
        @Nullable String ruleText,
        Span place,
        String prefix)
        implements Comparable<InspectedNote> {

    private static final Comparator<InspectedNote> ORDER = Comparator.comparing(
                    (InspectedNote note) -> String.join("\0", note.path))
            .thenComparing(note -> note.annotations.scope(), Comparator.reverseOrder())
            .thenComparing(InspectedNote::place);

    /** The annotations of a module; {@code prefix} is put before the name of its file. */
    static List<InspectedNote> of(Module module, String prefix) {
        List<InspectedNote> notes = new ArrayList<>();
        List<String> names = module.packageDecl().names();
        String packageText = text(names);
        for (Annotations block : module.annotations()) {
            switch (block.scope()) {
                case PACKAGE, SUBPACKAGES ->
                    notes.add(new InspectedNote(
                            block,
                            names,
                            packageText,
                            null,
                            module.packageDecl().span(),
                            prefix));
                case RULE, DOCUMENT -> {}
            }
        }
        for (Rule rule : module.rules()) {
            for (Annotations block : rule.annotations()) {
                List<String> path = new ArrayList<>(names);
                List<Term> ref = rule.head().ref();
                for (Term operand : ref) {
                    String name = name(operand);
                    if (name == null) {
                        break;
                    }
                    path.add(name);
                }
                String ruleText = TermText.of(ref.getFirst()) + TermText.path(ref.subList(1, ref.size()));
                notes.add(new InspectedNote(block, path, packageText, ruleText, rule.span(), prefix));
            }
        }
        return notes;
    }

    private static @Nullable String name(Term operand) {
        return switch (operand) {
            case Var var -> var.name();
            case Term.Scalar scalar when scalar.value() instanceof RegoString name -> name.value();
            case Term other -> null;
        };
    }

    private static String text(List<String> names) {
        StringBuilder text = new StringBuilder(names.getFirst());
        names.subList(1, names.size())
                .forEach(name ->
                        text.append(TermText.isIdentifier(name) ? "." + name : "[" + RegoString.of(name) + "]"));
        return text.toString();
    }

    /** The file that it is in. */
    String file() {
        return prefix + place.file().name();
    }

    @Override
    public int compareTo(InspectedNote other) {
        return ORDER.compare(this, other);
    }

    /** For people. */
    String text() {
        String given = annotations.title();
        String title = given == null || given.isBlank() ? text(path) : given.strip();
        StringBuilder out = new StringBuilder(title)
                .append('\n')
                .repeat('=', Math.min(title.length(), 80))
                .append("\n\n");
        String description = annotations.description();
        if (description != null && !description.isEmpty()) {
            out.append(description).append("\n\n");
        }
        out.append("Package:  ").append(packageText).append('\n');
        if (ruleText != null) {
            out.append("Rule:     ").append(ruleText).append('\n');
        }
        out.append("Location: ").append(file()).append(':').append(place.line()).append('\n');
        out.append("Scope: ").append(annotations.scope().label()).append('\n');
        out.append(annotations.entrypoint() ? "Entrypoint: true\n\n" : "\n");
        list(out, "Organizations", annotations.organizations());
        list(
                out,
                "Authors",
                annotations.authors().stream().map(InspectedNote::author).toList());
        list(
                out,
                "Schemas",
                aligned(annotations.schemas().stream()
                        .map(InspectedNote::schema)
                        .toList()));
        list(
                out,
                "Related Resources",
                aligned(annotations.relatedResources().stream()
                        .map(resource -> Map.entry(resource.ref(), resource.description()))
                        .toList()));
        List<Map.Entry<String, String>> custom = new ArrayList<>();
        annotations
                .custom()
                .forEach((key, value) -> custom.add(Map.entry(
                        (key instanceof RegoString name ? name.value() : key) + ":",
                        JsonWriter.compactHtmlSafe(value))));
        list(out, "Custom", aligned(custom));
        return out.toString();
    }

    /** Lines in two columns; as in OPA the bytes of the first count, not what is seen of it. */
    private static List<String> aligned(List<Map.Entry<String, String>> lines) {
        int width = lines.stream()
                .map(Map.Entry::getKey)
                .mapToInt(InspectedNote::bytes)
                .max()
                .orElse(0);
        return lines.stream()
                .map(line -> (line.getKey() + " ".repeat(width - bytes(line.getKey()) + 1) + line.getValue())
                        .stripTrailing())
                .toList();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void list(StringBuilder out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.append(title).append(":\n");
            out.append(lines.stream()
                    .map(line -> " " + line.replace('\n', ' ') + "\n")
                    .collect(Collectors.joining()));
            out.append('\n');
        }
    }

    private static String author(Annotations.Author author) {
        String email = author.email().isEmpty() ? "" : "<" + author.email() + ">";
        return (author.name() + " " + email).strip();
    }

    private static Map.Entry<String, String> schema(Annotations.Schema schema) {
        String reference = schema.reference();
        var definition = schema.definition();
        String value = reference != null ? reference : definition == null ? "" : JsonWriter.compact(definition);
        return Map.entry(schema.path() + ":", value);
    }
}
