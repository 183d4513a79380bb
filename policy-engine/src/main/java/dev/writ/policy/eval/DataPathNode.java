package dev.writ.policy.eval;

import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constant path below the base data. The last answer is kept with the data that it belongs to: most evaluations of an
 * engine see the same data.
 */
final class DataPathNode implements Node {

    private record Answer(RegoValue data, Maybe found) {}

    private final int target;
    private final List<RegoValue> path;
    private @Nullable Answer last;

    DataPathNode(int target, List<RegoValue> path) {
        this.target = target;
        this.path = path;
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // the same object is what makes the answer valid; comparing data would cost more
    public Flow run(Frame frame) {
        RegoValue data = frame.scope.data();
        Answer answer = last;
        if (answer == null || answer.data != data) {
            answer = new Answer(data, Lookups.basePath(data, path));
            last = answer;
        }
        if (answer.found instanceof RegoValue value) {
            frame.slots[target] = value;
            return Flow.NEXT;
        }
        return Flow.FAIL;
    }
}
