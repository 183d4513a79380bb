package dev.writ.policy.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a program smaller as long as the same kind of difference stays. */
final class Shrinker {

    private final Oracle oracle;
    private final String kind;

    Shrinker(Oracle oracle, String kind) {
        this.oracle = oracle;
        this.kind = kind;
    }

    FuzzProgram shrink(FuzzProgram program, Difference difference) throws IOException {
        FuzzProgram current = program;
        if (!difference.query().isEmpty()) {
            FuzzProgram one = current.withQueries(List.of(difference.query()));
            current = differs(one) ? one : current;
        }
        for (FuzzProgram next = step(current); next != null; next = step(current)) {
            current = next;
        }
        return current;
    }

    private boolean differs(FuzzProgram candidate) throws IOException {
        Difference found = Difference.between(candidate, oracle.ask(candidate), Verdict.ours(candidate));
        return found != null && found.kind().equals(kind);
    }

    /** The program without some lines, or null. Long runs of lines first. */
    private @Nullable FuzzProgram step(FuzzProgram program) throws IOException {
        for (int m = 0; m < program.modules().size(); m++) {
            List<String> lines = program.modules().get(m);
            for (int length = lines.size() - 1; length > 0; length--) {
                for (int from = 1; from + length <= lines.size(); from++) {
                    List<String> kept = new ArrayList<>(lines);
                    kept.subList(from, from + length).clear();
                    FuzzProgram candidate = withModule(program, m, kept);
                    if (differs(candidate)) {
                        return candidate;
                    }
                }
            }
        }
        return null;
    }

    private static FuzzProgram withModule(FuzzProgram program, int index, List<String> lines) {
        List<List<String>> modules = new ArrayList<>(program.modules());
        modules.set(index, lines);
        return program.withModules(modules);
    }
}
