package dev.writ.policy.check;

import dev.writ.policy.ast.Module;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.check.types.Schemas;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Programs with what a check says of them, in a file: rules of a module of package {@code t}, then a line for each
 * diagnostic, {@code => line:column code: message}, or {@code => accepted}; {@code ---} between programs. A line
 * {@code # differs: why} says that OPA decides otherwise on purpose.
 */
final class CheckTable {
    static final List<String> NAMES = List.of("names", "types", "strict", "schemas");

    private static final String ARROW = "=> ";
    static final Path SCHEMAS = Path.of("src/test/resources/dev/writ/policy/check/schemas");

    private static final Path FOLDER = Path.of("src/test/resources/dev/writ/policy/check/tables");

    /**
     * One program.
     *
     * @param table the name of the table
     * @param rules what was written
     * @param expected what a check says
     */
    record Program(String table, String rules, String expected) {
        boolean isStrict() {
            return table.equals("strict");
        }

        boolean usesSchemas() {
            return table.equals("schemas");
        }

        /** True where OPA says something else, and should. */
        boolean differs() {
            return rules.contains("# differs: ");
        }

        String module() {
            return "package t\n" + rules;
        }

        /** What the checker says. */
        String found() {
            StringBuilder lines = new StringBuilder();
            for (Diagnostic diagnostic : diagnostics()) {
                Span place = Objects.requireNonNull(diagnostic.span());
                lines.append(ARROW + place.line() + ":" + place.column() + " " + diagnostic.code() + ": "
                        + diagnostic.message().replace("\n", "\\n") + "\n");
            }
            return lines.isEmpty() ? ARROW + "accepted\n" : lines.toString();
        }

        List<Diagnostic> diagnostics() {
            Parsed<Module> parsed = RegoParser.module(new SourceFile("a.rego", module()));
            if (!parsed.isValid()) {
                return parsed.diagnostics();
            }
            Checker checker = isStrict() ? Sources.STRICT : usesSchemas() ? WITH_SCHEMAS : Sources.CHECKER;
            return checker.check(List.of(parsed.get()), BaseDocuments.NONE).diagnostics();
        }

        @Override
        public String toString() {
            return rules.strip().replace("\n", "; ");
        }
    }

    private static final Checker WITH_SCHEMAS =
            Checker.create(StandardBuiltins.registry(), CheckOptions.DEFAULT.withSchemas(Schemas.ofFolder(schemas())));

    private CheckTable() {}

    private static Map<List<String>, RegoValue> schemas() {
        Map<List<String>, RegoValue> schemas = new HashMap<>();
        try (Stream<Path> files = Files.walk(SCHEMAS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = SCHEMAS.relativize(file).toString().replace(".json", "");
                schemas.put(List.of(name.split("/")), JsonReader.read(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    static List<Program> all() {
        return NAMES.stream().flatMap(name -> read(name).stream()).toList();
    }

    static List<Program> read(String name) {
        List<Program> programs = new ArrayList<>();
        StringBuilder rules = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (String line : (text(name) + "\n---").split("\n", -1)) {
            if (line.equals("---")) {
                programs.add(new Program(name, rules.toString(), expected.toString()));
                rules.setLength(0);
                expected.setLength(0);
            } else if (line.startsWith(ARROW)) {
                expected.append(line).append('\n');
            } else if (expected.isEmpty()) {
                rules.append(line).append('\n');
            }
        }
        return programs;
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".txt")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what came out instead of what was expected. */
    static void update(String name) throws IOException {
        List<String> blocks = read(name).stream()
                .map(program -> program.rules() + program.found())
                .toList();
        Files.writeString(FOLDER.resolve(name + ".txt"), String.join("---\n", blocks));
    }
}
