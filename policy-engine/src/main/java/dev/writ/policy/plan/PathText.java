package dev.writ.policy.plan;

import dev.writ.policy.ast.TermText;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Paths below {@code data} as people write them. */
final class PathText {

    private PathText() {}

    static String of(List<RegoValue> path) {
        return "data" + below(path);
    }

    /** The keys alone, as they are written behind a document. */
    static String below(List<RegoValue> path) {
        StringBuilder text = new StringBuilder();
        for (RegoValue key : path) {
            if (key instanceof RegoString name && TermText.isIdentifier(name.value())) {
                text.append('.').append(name.value());
            } else {
                text.append('[').append(key).append(']');
            }
        }
        return text.toString();
    }
}
