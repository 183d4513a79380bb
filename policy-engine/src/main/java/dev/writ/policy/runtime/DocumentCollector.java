package dev.writ.policy.runtime;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects values and sets at the ends of paths of any length. */
final class DocumentCollector implements Collector {

    private final Branch root = new Branch();
    private final Meter meter;
    private int size;

    DocumentCollector(Meter meter) {
        this.meter = meter;
    }

    private sealed interface Cell {}

    private record Leaf(RegoValue value) implements Cell {}

    private record Members(RegoSet.Builder builder) implements Cell {}

    private static final class Branch implements Cell {
        private final Map<RegoValue, Cell> children = new HashMap<>();
    }

    @Override
    public void member(RegoValue[] path, RegoValue member, Span place) {
        RegoValue last = path[path.length - 1];
        Branch branch = branch(path, place);
        Cell cell = branch.children.computeIfAbsent(last, ignored -> new Members(RegoSet.builder()));
        switch (cell) {
            case Members members -> members.builder().add(member);
            case Leaf ignored -> throw Conflicts.nesting(last, place);
            case Branch ignored -> throw Conflicts.nesting(last, place);
        }
        meter.size(++size, place);
    }

    @Override
    public void entry(RegoValue[] path, RegoValue value, Span place) {
        RegoValue last = path[path.length - 1];
        Branch branch = branch(path, place);
        @Nullable Cell cell = branch.children.putIfAbsent(last, new Leaf(value));
        switch (cell) {
            case null -> meter.size(++size, place);
            case Leaf leaf -> {
                if (!leaf.value().equals(value)) {
                    throw Conflicts.key(last, leaf.value(), value, place);
                }
            }
            case Members ignored -> throw Conflicts.nesting(last, place);
            case Branch ignored -> throw Conflicts.nesting(last, place);
        }
    }

    private Branch branch(RegoValue[] path, Span place) {
        Branch current = root;
        for (int i = 0; i < path.length - 1; i++) {
            Cell cell = current.children.computeIfAbsent(path[i], ignored -> new Branch());
            if (!(cell instanceof Branch next)) {
                throw Conflicts.nesting(path[i], place);
            }
            current = next;
        }
        return current;
    }

    @Override
    public RegoValue build() {
        return build(root);
    }

    private static RegoValue build(Cell cell) {
        return switch (cell) {
            case Leaf leaf -> leaf.value();
            case Members members -> members.builder().build();
            case Branch branch -> {
                RegoObject.Builder object = RegoObject.builder();
                branch.children.forEach((key, child) -> object.put(key, build(child)));
                yield object.build();
            }
        };
    }
}
