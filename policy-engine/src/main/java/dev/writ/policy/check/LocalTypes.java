package dev.writ.policy.check;

import dev.writ.policy.check.types.Types;
import dev.writ.policy.type.RegoType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the types of variables: in one body, and around it. */
final class LocalTypes {
    private final Map<Integer, RegoType> types = new HashMap<>();
    private final @Nullable LocalTypes around;

    private LocalTypes(@Nullable LocalTypes around) {
        this.around = around;
    }

    static LocalTypes create() {
        return new LocalTypes(null);
    }

    /** Those of a body inside: what it finds out is not seen outside. */
    LocalTypes inside() {
        return new LocalTypes(this);
    }

    RegoType of(LocalVar var) {
        LocalTypes level = this;
        while (level != null) {
            RegoType type = level.types.get(var.id());
            if (type != null) {
                return type;
            }
            level = level.around;
        }
        return Types.UNKNOWN;
    }

    void put(LocalVar var, RegoType type) {
        types.put(var.id(), type);
    }
}
