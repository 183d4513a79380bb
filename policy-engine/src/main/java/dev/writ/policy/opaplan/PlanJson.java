package dev.writ.policy.opaplan;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members of the JSON of a plan; Go writes an empty list as null or leaves it out.
 *
 * @param path where the object is, for messages
 */
record PlanJson(RegoObject members, String path) {

    static PlanJson of(RegoValue value, String path) {
        if (value instanceof RegoObject object) {
            return new PlanJson(object, path);
        }
        throw new PlanException("`" + path + "` is no object");
    }

    PlanJson object(String name) {
        return of(required(name), path + "." + name);
    }

    /** The object of that name, or an empty one. */
    PlanJson optional(String name) {
        RegoValue value = members.get(name);
        return isAbsent(value) ? new PlanJson(RegoObject.EMPTY, path + "." + name) : object(name);
    }

    List<RegoValue> list(String name) {
        RegoValue value = members.get(name);
        if (isAbsent(value)) {
            return List.of();
        }
        if (value instanceof RegoArray array) {
            return array.toList();
        }
        throw wrong(name, "a list");
    }

    String text(String name) {
        if (required(name) instanceof RegoString text) {
            return text.value();
        }
        throw wrong(name, "a text");
    }

    boolean bool(String name) {
        if (required(name) instanceof RegoBoolean bool) {
            return bool.value();
        }
        throw wrong(name, "a boolean");
    }

    RegoNumber number(String name) {
        if (required(name) instanceof RegoNumber number && number.isLong()) {
            return number;
        }
        throw wrong(name, "an integer");
    }

    /** A number from 0 that is not larger than {@code max}. */
    int index(String name, int max) {
        return index(required(name), name, max);
    }

    int index(RegoValue value, String name, int max) {
        if (value instanceof RegoNumber number
                && number.isLong()
                && number.longValue() >= 0
                && number.longValue() <= max) {
            return (int) number.longValue();
        }
        throw wrong(name, "a number from 0 to " + max);
    }

    /** A number from 0, or 0 where there is none. */
    int optionalIndex(String name, int max) {
        RegoValue value = members.get(name);
        return isAbsent(value) ? 0 : index(name, max);
    }

    RegoValue required(String name) {
        RegoValue value = members.get(name);
        if (value == null) {
            throw new PlanException("`" + path + "` has no `" + name + "`");
        }
        return value;
    }

    PlanException wrong(String name, String expected) {
        return new PlanException("`" + path + "." + name + "` is not " + expected);
    }

    private static boolean isAbsent(@Nullable RegoValue value) {
        return value == null || value.equals(RegoNull.NULL);
    }
}
