package dev.writ.policy.runtime;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Step;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a path with open steps through rules and base data, and computes only what matches. Keys of open steps are
 * written to the slots of the frame before the path goes on, so that later steps can use them.
 */
public final class DocumentScan {

    private final RuleCalls rules;
    private final Execution execution;
    private final Scope scope;
    private final List<Step> steps;
    private final RegoValue[] slots;
    private final Predicate<RegoValue> sink;
    private final Span place;

    /**
     * A scan.
     *
     * @param steps the path
     * @param slots the frame
     * @param sink gets every document that matches; answers false to end the scan
     */
    public DocumentScan(
            RuleCalls rules,
            Execution execution,
            Scope scope,
            List<Step> steps,
            RegoValue[] slots,
            Predicate<RegoValue> sink,
            Span place) {
        this.rules = rules;
        this.execution = execution;
        this.scope = scope;
        this.steps = steps;
        this.slots = slots;
        this.sink = sink;
        this.place = place;
    }

    /** Scans below a node. */
    public void run(DocumentNode node) {
        visit(node, Lookups.path(scope.data(), node.path()), 0);
    }

    private boolean visit(@Nullable DocumentNode node, Maybe base, int position) {
        if (node == null || (scope.hidesAnything() && scope.hides(node.path()))) {
            return inside(base, position, true);
        }
        if (node.function().isPresent()) {
            return ofRule(node.function().getAsInt(), position);
        }
        if (position == steps.size()) {
            return inside(Documents.extent(node, base, rules, execution, scope), position, false);
        }
        return switch (steps.get(position)) {
            case Step.Known known -> child(node, base, read(known.key()), position);
            case Step.Each each -> {
                for (RegoValue key : keys(node, base)) {
                    execution.meter().step(place);
                    slots[each.slot()] = key;
                    if (!child(node, base, key, position)) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    private boolean child(DocumentNode node, Maybe base, RegoValue key, int position) {
        Maybe below = base instanceof RegoValue container ? Lookups.stored(container, key) : UNDEFINED;
        return visit(node.children().get(key), below, position + 1);
    }

    private boolean ofRule(int function, int position) {
        if (position < steps.size() && steps.get(position) instanceof Step.Known step && rules.isKeyed(function)) {
            return inside(rules.keyed(function, read(step.key()), execution, scope), position + 1, false);
        }
        return inside(rules.document(function, execution, scope), position, false);
    }

    private boolean inside(Maybe found, int position, boolean stored) {
        if (!(found instanceof RegoValue value)) {
            return true;
        }
        if (position == steps.size()) {
            return sink.test(value);
        }
        return switch (steps.get(position)) {
            case Step.Known known -> {
                RegoValue key = read(known.key());
                Maybe below = stored ? Lookups.stored(value, key) : Lookups.lookup(value, key);
                yield inside(below, position + 1, stored);
            }
            case Step.Each each -> each(value, each.slot(), position, stored);
        };
    }

    private boolean each(RegoValue value, int slot, int position, boolean stored) {
        int count = Lookups.elements(value);
        for (int i = 0; i < count; i++) {
            execution.meter().step(place);
            RegoValue key = Elements.key(value, i);
            slots[slot] = key;
            if (!inside(Elements.element(value, i), position + 1, stored)) {
                return false;
            }
        }
        return true;
    }

    private RegoValue read(Operand operand) {
        return switch (operand) {
            case Operand.Slot slot -> slots[slot.index()];
            case Operand.Constant constant -> constant.value();
        };
    }

    /** The keys of the base data in their order, then those of rules that are not among them: the order that OPA takes. */
    private static Set<RegoValue> keys(DocumentNode node, Maybe base) {
        Set<RegoValue> keys = new LinkedHashSet<>();
        if (base instanceof RegoValue container) {
            int count = Lookups.elements(container);
            for (int i = 0; i < count; i++) {
                keys.add(Elements.key(container, i));
            }
        }
        keys.addAll(node.children().keySet());
        return keys;
    }
}
