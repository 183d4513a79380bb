package dev.writ.policy.eval;

import dev.writ.policy.value.ObjectShape;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/**
 * Looks one constant key up in objects, and remembers where it was in the last shape. The remembered pair is one immutable
 * object, so threads may race on it.
 */
final class KeyCache {

    private record Found(ObjectShape shape, int slot) {}

    private final RegoValue key;
    private @Nullable Found last;

    KeyCache(RegoValue key) {
        this.key = key;
    }

    RegoValue key() {
        return key;
    }

    @Nullable
    RegoValue get(RegoObject object) {
        ObjectShape shape = object.shape();
        Found found = last;
        if (found == null || found.shape != shape) {
            found = new Found(shape, shape.slotOf(key));
            last = found;
        }
        return found.slot < 0 ? null : object.valueInSlot(found.slot);
    }
}
