package dev.writ.policy.runtime;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;

/** The elements of a collection by position, in the order in which Rego iterates. */
public final class Elements {

    private Elements() {}

    /** The key at a position: an index, a key, or the member itself. */
    public static RegoValue key(RegoValue collection, int position) {
        return switch (collection) {
            case RegoArray ignored -> RegoNumber.of(position);
            case RegoObject object -> object.keyAt(position);
            case RegoSet set -> set.get(position);
            case RegoString ignored -> throw none(collection);
            case RegoNumber ignored -> throw none(collection);
            case RegoBoolean ignored -> throw none(collection);
            case RegoNull ignored -> throw none(collection);
        };
    }

    /** The element at a position. */
    public static RegoValue element(RegoValue collection, int position) {
        return switch (collection) {
            case RegoArray array -> array.get(position);
            case RegoObject object -> object.valueAt(position);
            case RegoSet set -> set.get(position);
            case RegoString ignored -> throw none(collection);
            case RegoNumber ignored -> throw none(collection);
            case RegoBoolean ignored -> throw none(collection);
            case RegoNull ignored -> throw none(collection);
        };
    }

    private static IllegalArgumentException none(RegoValue value) {
        return new IllegalArgumentException("a " + value.kind().label() + " has no elements");
    }
}
