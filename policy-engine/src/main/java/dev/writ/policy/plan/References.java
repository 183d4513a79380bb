package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.ir.Step;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans references: into values, into the input, and into the documents that base data and rules make together. */
final class References {

    private final RulePlanner planner;

    References(RulePlanner planner) {
        this.planner = planner;
    }

    /** Emits what computes the reference, once for each of its values. */
    Operand evaluate(CheckedTerm.Reference reference) {
        List<CheckedTerm> path = reference.path();
        if (reference.head() instanceof CheckedTerm.Data) {
            return data(reference);
        }
        if (reference.head() instanceof CheckedTerm.Input) {
            List<RegoValue> keys = Literals.prefix(path);
            return walk(load(Root.INPUT, keys, reference.span()), path.subList(keys.size(), path.size()), false);
        }
        return walk(planner.terms().evaluate(reference.head()), path, false);
    }

    /** Emits what computes all of {@code data}. */
    Operand wholeData(Span place) {
        return document(planner.functions().documents(), place);
    }

    private Operand data(CheckedTerm.Reference reference) {
        List<CheckedTerm> path = reference.path();
        List<RegoValue> keys = Literals.prefix(path);
        for (int length = 0; length <= keys.size(); length++) {
            List<RegoValue> prefix = keys.subList(0, length);
            DocumentNode node = planner.functions().node(prefix);
            if (node == null) {
                return walk(load(Root.DATA, keys, reference.span()), path.subList(keys.size(), path.size()), true);
            }
            if (node.function().isPresent()) {
                return rule(prefix, path.subList(length, path.size()), reference.span());
            }
        }
        DocumentNode node = planner.functions().node(keys);
        if (node == null) {
            throw new IllegalStateException("the loop has returned for a place without rules");
        }
        List<CheckedTerm> rest = path.subList(keys.size(), path.size());
        return rest.isEmpty() ? document(node, reference.span()) : scan(node, rest, reference.span());
    }

    private Operand load(Root root, List<RegoValue> keys, Span place) {
        int target = planner.emitter().newSlot(List.of());
        planner.emitter().emit(new Statement.LoadPath(target, root, keys, place));
        return new Operand.Slot(target);
    }

    private Operand document(DocumentNode node, Span place) {
        int target = planner.emitter().newSlot(List.of());
        planner.emitter().markCostly();
        planner.emitter().emit(new Statement.LoadDocument(target, node, place));
        return new Operand.Slot(target);
    }

    private Operand rule(List<RegoValue> path, List<CheckedTerm> rest, Span place) {
        FunctionTable.@Nullable Entry entry = planner.functions().entry(path);
        if (entry == null) {
            throw new IllegalStateException("a document node names a function that is not there");
        }
        Emitter emitter = planner.emitter();
        emitter.markCostly();
        if (entry.keyedId().isPresent() && !rest.isEmpty() && !planner.terms().isOpen(rest.getFirst())) {
            Operand key = planner.terms().evaluate(rest.getFirst());
            int target = emitter.newSlot(List.of(key));
            emitter.emit(new Statement.CallKeyed(target, entry.id(), key, place));
            return walk(new Operand.Slot(target), rest.subList(1, rest.size()), false);
        }
        int target = emitter.newSlot(List.of());
        emitter.emit(new Statement.CallFunction(target, entry.id(), List.of(), place));
        return walk(new Operand.Slot(target), rest, false);
    }

    /** Follows operands through values. */
    private Operand walk(Operand start, List<CheckedTerm> path, boolean stored) {
        Emitter emitter = planner.emitter();
        Operand current = start;
        for (CheckedTerm operand : path) {
            if (planner.terms().isOpen(operand)) {
                current = each(current, operand);
            } else {
                Operand key = planner.terms().evaluate(operand);
                int target = emitter.newSlot(List.of(current, key));
                emitter.emit(new Statement.Lookup(target, current, key, stored, operand.span()));
                current = new Operand.Slot(target);
            }
        }
        return current;
    }

    private Operand each(Operand collection, CheckedTerm keyPattern) {
        Emitter emitter = planner.emitter();
        int key = emitter.loopSlot();
        int value = emitter.loopSlot();
        emitter.open(body -> new Statement.Scan(collection, key, value, body, keyPattern.span()));
        planner.patterns().match(keyPattern, new Operand.Slot(key), keyPattern.span());
        return new Operand.Slot(value);
    }

    private record Open(CheckedTerm pattern, Operand key) {}

    /** Follows operands, of which the first is not constant, through rules and base data. */
    private Operand scan(DocumentNode node, List<CheckedTerm> path, Span place) {
        Emitter emitter = planner.emitter();
        List<Step> steps = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (CheckedTerm operand : path) {
            if (!planner.terms().isOpen(operand)) {
                Operand key = planner.terms().evaluate(operand);
                steps.add(new Step.Known(key));
                continue;
            }
            int slot = emitter.loopSlot();
            Operand key = new Operand.Slot(slot);
            steps.add(new Step.Each(slot));
            if (operand instanceof CheckedTerm.Local local) {
                planner.bindings().bind(local.var(), key);
            } else {
                open.add(new Open(operand, key));
            }
        }
        int target = emitter.loopSlot();
        emitter.open(body -> new Statement.ScanDocument(target, node, steps, body, place));
        open.forEach(part -> planner.patterns().match(part.pattern(), part.key(), place));
        return new Operand.Slot(target);
    }
}
