package dev.writ.policy.opaplan;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Step;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes reads of input, base data and whole documents. */
final class PlanDocuments {

    private final PlanScope scope;

    PlanDocuments(PlanScope scope) {
        this.scope = scope;
    }

    /** A path below a document from outside. */
    void path(Root root, List<RegoValue> path, int target, PlanCode code, Span span) {
        int document = root == Root.INPUT ? OpaPlan.INPUT : OpaPlan.DATA;
        code.require(document, true, span);
        if (path.isEmpty()) {
            code.assign(PlanCode.local(document), target, span);
            return;
        }
        RegoValue source = PlanCode.local(document);
        for (int i = 0; i < path.size(); i++) {
            int next = i == path.size() - 1 ? target : code.fresh();
            if (root == Root.DATA) {
                stored(source, path.get(i), next, code, span);
            } else {
                code.dot(source, code.constant(path.get(i), span), next, span);
            }
            source = PlanCode.local(next);
        }
    }

    /**
     * A step into base data, which are addressed by text: an integer also finds the key that is written like it, and a text
     * the element at the index it writes.
     */
    static void stored(RegoValue source, RegoValue key, int target, PlanCode code, Span span) {
        Optional<RegoValue> other = byText(key);
        if (other.isEmpty()) {
            code.dot(source, code.constant(key, span), target, span);
            return;
        }
        PlanCode either = code.block();
        for (RegoValue each : List.of(key, other.get())) {
            PlanCode one = either.block();
            one.dot(source, one.constant(each, span), target, span);
            one.leave(1, span);
            either.blocks(List.of(one), span);
        }
        either.reset(target, span);
        code.blocks(List.of(either), span);
        code.require(target, true, span);
    }

    private static Optional<RegoValue> byText(RegoValue key) {
        if (key instanceof RegoNumber number && number.isInteger()) {
            return Optional.of(RegoString.of(number.text()));
        }
        boolean index = key instanceof RegoString text && text.value().matches("0|[1-9][0-9]{0,8}");
        return index ? Optional.of(RegoNumber.parse(((RegoString) key).value())) : Optional.empty();
    }

    /** All that is at and below a place: by a function of its own, so that it is written and computed once. */
    void whole(DocumentNode node, int target, PlanCode code, Span span) {
        if (scope.environment().hides(node.path())) {
            path(Root.DATA, node.path(), target, code, span);
            return;
        }
        PlanFunctions functions = scope.functions();
        String name = node.function().isPresent()
                ? functions.rules(functions.function(node.function().getAsInt()), scope.environment(), scope.name())
                : functions.document(node, scope.environment(), scope.name());
        code.call(name, scope.withPassed(List.of(), scope.environment()), target, span);
    }

    /** The body of the function for a place without rules of its own: what rules make below it, merged into the base data. */
    void merged(DocumentNode node, int target, PlanCode code, Span span) {
        int virtual = code.fresh();
        code.target("MakeObjectStmt", virtual, span);
        node.children().forEach((key, child) -> {
            PlanCode part = code.block();
            int value = part.fresh();
            whole(child, value, part, span);
            part.insert(virtual, part.constant(key, span), PlanCode.local(value), false, span);
            code.blocks(List.of(part), span);
        });
        PlanCode both = code.block();
        PlanCode base = both.block();
        int found = base.fresh();
        path(Root.DATA, node.path(), found, base, span);
        base.merge(found, virtual, target, span);
        base.leave(1, span);
        both.blocks(List.of(base), span);
        both.assign(PlanCode.local(virtual), target, span);
        code.blocks(List.of(both), span);
    }

    /** Follows steps into a value, and writes the body for each that is found. */
    void steps(List<Step> steps, int from, int target, PlanCode code, Span span, Consumer<PlanCode> body) {
        if (steps.isEmpty()) {
            code.assign(PlanCode.local(from), target, span);
            body.accept(code);
            return;
        }
        int next = code.fresh();
        List<Step> rest = steps.subList(1, steps.size());
        switch (steps.getFirst()) {
            case Step.Known known -> {
                code.dot(PlanCode.local(from), scope.operand(known.key(), code, span), next, span);
                steps(rest, next, target, code, span, body);
            }
            case Step.Each each -> {
                PlanCode inner = code.block();
                steps(rest, next, target, inner, span, body);
                code.scan(from, scope.slot(each.slot()), next, inner, span);
            }
        }
    }
}
