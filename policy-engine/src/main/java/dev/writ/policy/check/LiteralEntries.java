package dev.writ.policy.check;

import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The entries of an object literal that count. Of those whose keys are written alike it is the value of the last, under the key
 * as it is written first; the other values are not part of the program, so that {@code {"a": input.missing, "a": 1}} has a value.
 */
final class LiteralEntries {
    /** Each of them is another variable. */
    private static final Pattern WILDCARD = Pattern.compile("(?<!\\w)_(?!\\w)");

    private LiteralEntries() {}

    static List<ObjectEntry> of(Term.ObjectLiteral literal) {
        Map<Object, ObjectEntry> last = new LinkedHashMap<>();
        for (ObjectEntry entry : literal.entries()) {
            last.merge(
                    identity(entry),
                    entry,
                    (first, later) -> new ObjectEntry(later.span(), first.key(), later.value()));
        }
        return new ArrayList<>(last.values());
    }

    /** Equal where the keys are the same term, whatever they come to when they are evaluated. */
    private static Object identity(ObjectEntry entry) {
        if (entry.key() instanceof Term.Scalar scalar) {
            return scalar.value();
        }
        String text = TermText.of(entry.key());
        return WILDCARD.matcher(text).find() ? entry : text;
    }
}
