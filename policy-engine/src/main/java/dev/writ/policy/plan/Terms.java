package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.ir.TextPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the computation of terms. */
final class Terms {

    private final RulePlanner planner;

    /** The places of references that were computed before their turn. */
    private final IdentityHashMap<CheckedTerm.Reference, Operand> computed = new IdentityHashMap<>();

    Terms(RulePlanner planner) {
        this.planner = planner;
    }

    /** Emits what computes the term, once for each of its values, and gives the place of the value. */
    Operand evaluate(CheckedTerm term) {
        Emitter emitter = planner.emitter();
        return switch (term) {
            case CheckedTerm.Constant t -> new Operand.Constant(t.value());
            case CheckedTerm.Local t -> local(t);
            case CheckedTerm.Input t -> {
                int target = emitter.newSlot(List.of());
                emitter.emit(new Statement.LoadPath(target, Root.INPUT, List.of(), t.span()));
                yield new Operand.Slot(target);
            }
            case CheckedTerm.Data t -> planner.references().wholeData(t.span());
            case CheckedTerm.Reference t -> {
                Operand early = computed.remove(t);
                yield early == null ? planner.references().evaluate(t) : early;
            }
            case CheckedTerm.ArrayTerm t -> {
                List<Operand> items = all(t.elements());
                int target = emitter.newSlot(items);
                emitter.emit(new Statement.MakeArray(target, items, t.span()));
                yield new Operand.Slot(target);
            }
            case CheckedTerm.SetTerm t -> {
                List<Operand> items = all(t.elements());
                int target = emitter.newSlot(items);
                emitter.emit(new Statement.MakeSet(target, items, t.span()));
                yield new Operand.Slot(target);
            }
            case CheckedTerm.ObjectTerm t -> object(t);
            case CheckedTerm.Comprehension t -> comprehension(t);
            case CheckedTerm.Template t -> {
                List<TextPart> parts = parts(t.parts());
                int target = emitter.newSlot();
                emitter.emit(new Statement.MakeText(target, parts, t.span()));
                yield new Operand.Slot(target);
            }
        };
    }

    /**
     * Emits what computes the references in the terms of a statement that must not wait for their turn: behind a comprehension, or
     * behind a variable that only they give a value to.
     */
    void referencesFirst(List<CheckedTerm> terms) {
        ReferencesFirst found = ReferencesFirst.in(terms);
        behindComprehensions(found);
        valuesFirst(found, found.variables());
    }

    /** The same for the sides of an equation, where patterns give values to variables as well. */
    void referencesFirst(CheckedTerm left, CheckedTerm right) {
        ReferencesFirst found = ReferencesFirst.in(List.of(left, right));
        behindComprehensions(found);
        valuesFirst(found, isOpen(left) && isOpen(right) ? found.variables() : found.unmatchedVariables());
    }

    private void behindComprehensions(ReferencesFirst found) {
        for (CheckedTerm.Reference reference : found.behindComprehensions()) {
            if (reference.path().stream().noneMatch(this::isOpen) && !isOpen(reference.head())) {
                computed.put(reference, planner.references().evaluate(reference));
            }
        }
    }

    private void valuesFirst(ReferencesFirst found, Set<LocalVar> read) {
        if (found.references().isEmpty() || read.stream().allMatch(planner.bindings()::isBound)) {
            return;
        }
        for (CheckedTerm.Reference reference : found.references()) {
            boolean gives = reference.path().stream()
                    .anyMatch(operand ->
                            operand instanceof CheckedTerm.Local local && read.contains(local.var()) && isOpen(local));
            if (gives && !isOpen(reference.head()) && !computed.containsKey(reference)) {
                computed.put(reference, planner.references().evaluate(reference));
            }
        }
    }

    /** Whether the term gives values to variables when it is matched with a value. */
    boolean isOpen(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Local t -> !planner.bindings().isBound(t.var());
            case CheckedTerm.ArrayTerm t -> t.elements().stream().anyMatch(this::isOpen);
            case CheckedTerm.ObjectTerm t -> t.entries().stream().anyMatch(entry -> isOpen(entry.value()));
            case CheckedTerm.Constant ignored -> false;
            case CheckedTerm.Input ignored -> false;
            case CheckedTerm.Data ignored -> false;
            case CheckedTerm.Reference ignored -> false;
            case CheckedTerm.SetTerm ignored -> false;
            case CheckedTerm.Comprehension ignored -> false;
            case CheckedTerm.Template ignored -> false;
        };
    }

    /** Pieces of a text; each computed one fills a set of its own. */
    List<TextPart> parts(List<CheckedTerm.Part> parts) {
        List<TextPart> planned = new ArrayList<>();
        for (CheckedTerm.Part part : parts) {
            planned.add(
                    switch (part) {
                        case CheckedTerm.Part.Text textPart -> new TextPart.Literal(textPart.text());
                        case CheckedTerm.Part.Hole hole -> {
                            int collector = planner.emitter().newCollector();
                            Block block = planner.isolated(() -> {
                                        planner.body(hole.body());
                                        Operand member = evaluate(hole.element());
                                        planner.emitter()
                                                .emit(new Statement.YieldMember(
                                                        collector, List.of(), member, hole.span()));
                                    })
                                    .build();
                            yield new TextPart.Computed(collector, block);
                        }
                    });
        }
        return planned;
    }

    private List<Operand> all(List<CheckedTerm> terms) {
        List<Operand> operands = new ArrayList<>();
        for (CheckedTerm term : terms) {
            operands.add(evaluate(term));
        }
        return operands;
    }

    private Operand local(CheckedTerm.Local term) {
        LocalVar variable = term.var();
        Operand operand = planner.bindings().get(variable);
        if (operand == null) {
            throw new RefusedException(
                    term.span(),
                    variable.isNamed()
                            ? "`" + variable.name() + "` has no value where it is needed"
                            : "an expression has no value where it is needed");
        }
        return operand;
    }

    /** A literal object. Of keys that turn out to be equal a computed one counts more than a constant, as in OPA. */
    private Operand object(CheckedTerm.ObjectTerm term) {
        List<Statement.Entry> entries = new ArrayList<>();
        List<Operand> all = new ArrayList<>();
        for (CheckedTerm.Entry entry : term.entries()) {
            Operand key = evaluate(entry.key());
            Operand value = evaluate(entry.value());
            entries.add(new Statement.Entry(key, value));
            all.add(key);
            all.add(value);
        }
        Emitter emitter = planner.emitter();
        int target = emitter.newSlot(all);
        entries.sort(Comparator.comparing(entry -> !(entry.key() instanceof Operand.Constant)));
        emitter.emit(new Statement.MakeObject(target, entries, term.span()));
        return new Operand.Slot(target);
    }

    private Operand comprehension(CheckedTerm.Comprehension term) {
        Emitter emitter = planner.emitter();
        int collector = emitter.newCollector();
        BlockBuilder body =
                planner.isolated(() -> yieldElement(collector, term.body(), term.key(), term.element(), term));
        int target = emitter.newSlot();
        CollectionKind kind = switch (term.kind()) {
            case ARRAY -> CollectionKind.ARRAY;
            case SET -> CollectionKind.SET;
            case OBJECT -> CollectionKind.OBJECT;
        };
        emitter.markCostly();
        emitter.emitLater(() -> new Statement.Comprehend(target, kind, collector, body.build(), term.span()));
        return new Operand.Slot(target);
    }

    private void yieldElement(
            int collector, CheckedBody body, @Nullable CheckedTerm key, CheckedTerm element, CheckedTerm place) {
        planner.marking().body(planner, body, body.span(), false);
        planner.body(body);
        if (key == null) {
            Operand member = planner.head(element);
            planner.marking().solution(planner);
            planner.emitter().emit(new Statement.YieldMember(collector, List.of(), member, place.span()));
        } else {
            Operand keyOperand = planner.head(key);
            Operand value = planner.head(element);
            planner.marking().solution(planner);
            planner.emitter().emit(new Statement.YieldEntry(collector, List.of(keyOperand), value, place.span()));
        }
    }
}
