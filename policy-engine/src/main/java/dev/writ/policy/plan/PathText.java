package dev.writ.policy.plan;

import dev.writ.policy.ast.TermText;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.stream.Collectors;

/** Paths below {@code data} as people write them. */
final class PathText {

    private PathText() {}

    static String of(List<RegoValue> path) {
        return "data" + below(path);
    }

    /** The keys alone, as they are written behind a document. */
    static String below(List<RegoValue> path) {
        return path.stream().map(TermText::step).collect(Collectors.joining());
    }
}
