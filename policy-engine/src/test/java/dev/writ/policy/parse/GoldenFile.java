package dev.writ.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file of cases: {@code === name}, an input, {@code ---}, and the output that is expected.
 *
 * <p>{@code mvn test -Dwrit.golden.update=true} writes what came out instead of comparing; the difference is then read
 * in the version control.
 */
public final class GoldenFile {
    private static final boolean UPDATE = Boolean.getBoolean("writ.golden.update");

    private record Case(String name, String input, String expected) {}

    private final Path path;

    private GoldenFile(Path path) {
        this.path = path;
    }

    static GoldenFile of(String name) {
        return of("parse", name);
    }

    /** The file of that name among the resources of a package below {@code dev.writ.policy}. */
    public static GoldenFile of(String room, String name) {
        return new GoldenFile(Path.of("src/test/resources/dev/writ/policy", room, name));
    }

    /** Runs all cases; the number of them. */
    public int check(UnaryOperator<String> subject) throws IOException {
        List<Case> cases = read();
        if (UPDATE) {
            StringBuilder updated = new StringBuilder();
            for (Case each : cases) {
                updated.append("=== ")
                        .append(each.name())
                        .append('\n')
                        .append(each.input())
                        .append("---\n");
                updated.append(subject.apply(each.input()));
            }
            Files.writeString(path, updated);
            return cases.size();
        }
        for (Case each : cases) {
            assertThat(subject.apply(each.input())).as(each.name()).isEqualTo(each.expected());
        }
        return cases.size();
    }

    /** The inputs of all cases. */
    public List<String> inputs() throws IOException {
        return read().stream().map(Case::input).toList();
    }

    private List<Case> read() throws IOException {
        List<Case> cases = new ArrayList<>();
        String rest = Files.readString(path);
        while (!rest.isEmpty()) {
            int next = rest.indexOf("\n=== ");
            String text = next < 0 ? rest : rest.substring(0, next + 1);
            rest = rest.substring(text.length());
            int line = text.indexOf('\n');
            int separator = text.indexOf("\n---\n", line - 1);
            cases.add(new Case(
                    text.substring("=== ".length(), line),
                    text.substring(line + 1, separator + 1),
                    text.substring(separator + "\n---\n".length())));
        }
        return cases;
    }
}
