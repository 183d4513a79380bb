package dev.writ.policy.opaplan;

import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Writes what a body hands over: results, elements, solutions. */
final class PlanYields {

    private PlanYields() {}

    static void write(Statement.Yielding statement, PlanScope scope, PlanCode code) {
        Span span = statement.span();
        switch (statement) {
            case Statement.Succeed ignored -> code.assign(code.constant(RegoBoolean.TRUE, span), scope.solved(), span);
            case Statement.YieldResult s -> code.assignOnce(scope.operand(s.value(), code, span), scope.result(), span);
            case Statement.YieldMember s -> member(s, scope, code);
            case Statement.YieldEntry s -> {
                PlanScope.Collection collection = scope.collector(s.collector());
                List<Operand> path = s.path();
                int object = parent(collection.local(), path.subList(0, path.size() - 1), scope, code, span);
                code.insert(
                        object,
                        scope.operand(path.getLast(), code, span),
                        scope.operand(s.value(), code, span),
                        true,
                        span);
            }
            case Statement.YieldRow ignored -> throw new IllegalStateException("a query is not written into a plan");
        }
    }

    private static void member(Statement.YieldMember statement, PlanScope scope, PlanCode code) {
        Span span = statement.span();
        PlanScope.Collection collection = scope.collector(statement.collector());
        RegoValue member = scope.operand(statement.member(), code, span);
        switch (collection.kind()) {
            case ARRAY -> code.append(collection.local(), member, span);
            case SET -> code.setAdd(collection.local(), member, span);
            case OBJECT -> nestedMember(statement, collection, member, scope, code);
            case DOCUMENT -> nestedMember(statement, collection, member, scope, code);
        }
    }

    private static void nestedMember(
            Statement.YieldMember statement,
            PlanScope.Collection collection,
            RegoValue member,
            PlanScope scope,
            PlanCode code) {
        Span span = statement.span();
        List<Operand> path = statement.path();
        int object = parent(collection.local(), path.subList(0, path.size() - 1), scope, code, span);
        int set = child(object, scope.operand(path.getLast(), code, span), "MakeSetStmt", code, span);
        code.setAdd(set, member, span);
    }

    /** The object at the end of a path; what is missing on the way is made. */
    private static int parent(int root, List<Operand> path, PlanScope scope, PlanCode code, Span span) {
        int object = root;
        for (Operand key : path) {
            object = child(object, scope.operand(key, code, span), "MakeObjectStmt", code, span);
        }
        return object;
    }

    /** What is under a key, made if there is nothing. */
    private static int child(int object, RegoValue key, String make, PlanCode code, Span span) {
        int child = code.fresh();
        PlanCode outer = code.block();
        PlanCode found = outer.block();
        found.dot(PlanCode.local(object), key, child, span);
        found.leave(1, span);
        outer.blocks(List.of(found), span);
        outer.target(make, child, span);
        outer.insert(object, key, PlanCode.local(child), false, span);
        code.blocks(List.of(outer), span);
        return child;
    }
}
