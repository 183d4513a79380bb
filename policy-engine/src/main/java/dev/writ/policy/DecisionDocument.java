package dev.writ.policy;

import dev.writ.policy.Decision.Reason;
import dev.writ.policy.Decision.Requirement;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The document of a decision rule, read strictly: unknown members are errors, since they may be misspelt denies. */
sealed interface DecisionDocument {

    /** A document that keeps the contract. */
    record WellFormed(RegoBoolean allow, List<Reason> deny, List<Requirement> require, List<RegoObject> obligations)
            implements DecisionDocument {}

    /** A document that does not; {@code what} says why. */
    record Malformed(String what) implements DecisionDocument {}

    /** Reads the document. */
    static DecisionDocument read(RegoValue document) {
        try {
            return readStrictly(document);
        } catch (Broken broken) {
            return new Malformed(broken.what);
        }
    }

    /** Ends the reading of a document. */
    final class Broken extends RuntimeException {
        private final String what;

        private Broken(String what) {
            super(what, null, false, false);
            this.what = what;
        }
    }

    private static WellFormed readStrictly(RegoValue document) {
        RegoObject object = object(document, "the document");
        onlyMembers(object, Set.of("allow", "deny", "require", "obligations"), "the document");
        if (!(object.get("allow") instanceof RegoBoolean allow)) {
            throw new Broken("`allow` must be true or false");
        }
        List<Reason> deny = new ArrayList<>();
        for (RegoValue item : items(object, "deny")) {
            deny.add(reason(object(item, "an item of `deny`")));
        }
        List<Requirement> require = new ArrayList<>();
        for (RegoValue item : items(object, "require")) {
            require.add(requirement(object(item, "an item of `require`")));
        }
        List<RegoObject> obligations = new ArrayList<>();
        for (RegoValue item : items(object, "obligations")) {
            RegoObject obligation = object(item, "an item of `obligations`");
            text(obligation, "type", "an item of `obligations`");
            obligations.add(obligation);
        }
        return new WellFormed(allow, deny, require, obligations);
    }

    private static Reason reason(RegoObject item) {
        String where = "an item of `deny`";
        onlyMembers(item, Set.of("code", "message", "control", "remediation"), where);
        return new Reason(
                text(item, "code", where),
                text(item, "message", where),
                optionalText(item, "control", where),
                optionalText(item, "remediation", where));
    }

    private static Requirement requirement(RegoObject item) {
        String where = "an item of `require`";
        onlyMembers(item, Set.of("group", "count", "distinct_from"), where);
        if (!(item.get("count") instanceof RegoNumber count)
                || !count.isLong()
                || count.longValue() < 1
                || count.longValue() > 1_000) {
            throw new Broken("`count` in " + where + " must be an integer from 1 to 1000");
        }
        List<String> distinctFrom = new ArrayList<>();
        for (RegoValue name : items(item, "distinct_from")) {
            if (!(name instanceof RegoString text)) {
                throw new Broken("`distinct_from` in " + where + " must hold strings");
            }
            distinctFrom.add(text.value());
        }
        return new Requirement(text(item, "group", where), (int) count.longValue(), distinctFrom);
    }

    private static RegoObject object(RegoValue value, String where) {
        if (value instanceof RegoObject object) {
            return object;
        }
        throw new Broken(where + " must be an object");
    }

    private static void onlyMembers(RegoObject object, Set<String> known, String where) {
        object.forEach((key, ignored) -> {
            if (!(key instanceof RegoString name) || !known.contains(name.value())) {
                throw new Broken(where + " has the unknown member " + key);
            }
        });
    }

    private static List<RegoValue> items(RegoObject object, String name) {
        RegoValue found = object.get(name);
        return switch (found) {
            case null -> List.of();
            case RegoArray array -> array.toList();
            case RegoSet set -> set.toList();
            default -> throw new Broken("`" + name + "` must be an array or a set");
        };
    }

    private static String text(RegoObject object, String name, String where) {
        if (object.get(name) instanceof RegoString text && !text.value().isBlank()) {
            return text.value();
        }
        throw new Broken("`" + name + "` in " + where + " must be a string that is not blank");
    }

    private static String optionalText(RegoObject object, String name, String where) {
        @Nullable RegoValue found = object.get(name);
        return switch (found) {
            case null -> "";
            case RegoString text -> text.value();
            default -> throw new Broken("`" + name + "` in " + where + " must be a string");
        };
    }
}
