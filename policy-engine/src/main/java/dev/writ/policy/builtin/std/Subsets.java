package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;

/**
 * {@code object.subset}: an object contains another if it has its keys with the same values or, where both values are
 * collections of one kind, with values that contain the other's; a set contains its subsets; an array contains
 * its stretches, and the sets of its elements.
 */
final class Subsets {

    private Subsets() {}

    static boolean contains(BuiltinContext context, RegoValue whole, RegoValue part) {
        if (whole instanceof RegoObject x && part instanceof RegoObject y) {
            return object(context, x, y);
        }
        if (whole instanceof RegoSet x && part instanceof RegoSet y) {
            return set(x, y);
        }
        if (whole instanceof RegoArray x && part instanceof RegoArray y) {
            return stretch(context, x, y);
        }
        if (whole instanceof RegoArray x && part instanceof RegoSet y) {
            return elements(x, y);
        }
        throw ObjectFunctions.unequalKinds();
    }

    private static boolean object(BuiltinContext context, RegoObject whole, RegoObject part) {
        context.checkpoint();
        for (int i = 0; i < part.size(); i++) {
            RegoValue have = whole.get(part.keyAt(i));
            if (have == null || !value(context, have, part.valueAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean value(BuiltinContext context, RegoValue have, RegoValue wanted) {
        if (have.equals(wanted)) {
            return true;
        }
        boolean sameCollections = have.kind() == wanted.kind()
                && (have instanceof RegoObject || have instanceof RegoSet || have instanceof RegoArray);
        return sameCollections && contains(context, have, wanted);
    }

    private static boolean set(RegoSet whole, RegoSet part) {
        for (RegoValue element : part) {
            if (!whole.contains(element)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether one array is a stretch of the other. A mismatch restarts one element further, as in OPA.
     */
    private static boolean stretch(BuiltinContext context, RegoArray whole, RegoArray part) {
        for (int start = 0; start + part.size() <= whole.size(); start++) {
            context.checkpoint();
            int matched = 0;
            while (matched < part.size() && whole.get(start + matched).equals(part.get(matched))) {
                matched++;
            }
            if (matched == part.size()) {
                return true;
            }
        }
        return false;
    }

    /** Counts every element of the array that is in the set, so that a repeated one counts again, as in OPA. */
    private static boolean elements(RegoArray whole, RegoSet part) {
        int missing = part.size();
        for (RegoValue element : whole) {
            missing -= part.contains(element) ? 1 : 0;
            if (missing == 0) {
                return true;
            }
        }
        return false;
    }
}
