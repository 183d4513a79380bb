package dev.writ.policy.builtin.std;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the validator that OPA has would find errors: those of a value before those of the values in it, and for
 * one value the type first, then combinations of schemas, then what is said of values of its kind.
 */
final class SchemaErrorOrder {
    private static final List<String> KEYWORDS = List.of(
            "type",
            "anyOf",
            "oneOf",
            "allOf",
            "not",
            "dependencies",
            "if",
            "then",
            "else",
            "const",
            "enum",
            "format",
            "minProperties",
            "maxProperties",
            "required");

    private SchemaErrorOrder() {}

    static List<Error> of(List<Error> errors) {
        List<Error> ordered = new ArrayList<>();
        at(0, errors, ordered);
        return ordered;
    }

    /** Orders errors whose places agree in {@code depth} names. */
    private static void at(int depth, List<Error> errors, List<Error> ordered) {
        List<Error> here = new ArrayList<>();
        Map<String, List<Error>> inside = new LinkedHashMap<>();
        for (Error error : errors) {
            NodePath place = error.getInstanceLocation();
            if (place.getNameCount() <= depth) {
                here.add(error);
            } else {
                inside.computeIfAbsent(place.getName(depth), name -> new ArrayList<>())
                        .add(error);
            }
        }
        here.sort(Comparator.comparingInt(SchemaErrorOrder::rank));
        ordered.addAll(here);
        inside.values().forEach(group -> at(depth + 1, group, ordered));
    }

    /** By the keyword that comes first on the way to the error. */
    private static int rank(Error error) {
        NodePath path = error.getEvaluationPath();
        int rank = path.getNameCount() == 0 ? -1 : KEYWORDS.indexOf(path.getName(0));
        return rank < 0 ? KEYWORDS.size() : rank;
    }
}
