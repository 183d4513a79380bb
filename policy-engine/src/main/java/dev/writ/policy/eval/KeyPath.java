package dev.writ.policy.eval;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Constant keys that are followed one after the other. */
final class KeyPath {

    private final KeyCache[] keys;

    KeyPath(List<RegoValue> keys) {
        this.keys = keys.stream().map(KeyCache::new).toArray(KeyCache[]::new);
    }

    Maybe follow(Maybe start) {
        Maybe current = start;
        for (KeyCache key : keys) {
            if (current instanceof RegoObject object) {
                current = Lookups.orUndefined(key.get(object));
            } else if (current instanceof RegoValue container) {
                current = Lookups.lookup(container, key.key());
            } else {
                return UNDEFINED;
            }
        }
        return current;
    }
}
