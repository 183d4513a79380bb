package dev.writ.policy.opaplan;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Step;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
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
            code.dot(source, code.constant(path.get(i), span), next, span);
            source = PlanCode.local(next);
        }
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
        code.call(name, List.of(PlanCode.local(OpaPlan.INPUT), PlanCode.local(OpaPlan.DATA)), target, span);
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
