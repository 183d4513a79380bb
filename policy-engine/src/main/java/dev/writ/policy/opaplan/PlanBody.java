package dev.writ.policy.opaplan;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.FunctionKind;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the bodies of one function in one environment. Both representations agree on what a block is; what differs is that
 * a plan has no function replacement, no template strings and no solutions that end a test.
 */
final class PlanBody {

    private final PlanScope scope;
    private final PlanDocuments documents;

    PlanBody(PlanScope scope) {
        this.scope = scope;
        this.documents = new PlanDocuments(scope);
    }

    /** Writes a block into code. */
    void write(Block block, PlanCode code) {
        block.statements().forEach(statement -> write(statement, code));
    }

    private PlanCode body(Block block, PlanCode around) {
        PlanCode code = around.block();
        write(block, code);
        return code;
    }

    private void write(Statement statement, PlanCode code) {
        switch (statement) {
            case Statement.Assigning assigning -> assign(assigning, code);
            case Statement.Testing testing -> test(testing, code);
            case Statement.Looping looping -> loop(looping, code);
            case Statement.Yielding yielding -> PlanYields.write(yielding, scope, code);
        }
    }

    private void assign(Statement.Assigning statement, PlanCode code) {
        int target = scope.slot(statement.target());
        Span span = statement.span();
        switch (statement) {
            case Statement.Move s -> code.assign(scope.operand(s.source(), code, span), target, span);
            case Statement.LoadPath s -> documents.path(s.root(), s.path(), target, code, span);
            case Statement.LoadDocument s -> documents.whole(s.node(), target, code, span);
            case Statement.Lookup s -> lookup(s, target, code);
            case Statement.MakeArray s -> {
                code.makeArray(target, span);
                s.items().forEach(item -> code.append(target, scope.operand(item, code, span), span));
            }
            case Statement.MakeSet s -> {
                code.target("MakeSetStmt", target, span);
                s.items().forEach(item -> code.setAdd(target, scope.operand(item, code, span), span));
            }
            case Statement.MakeObject s -> {
                code.target("MakeObjectStmt", target, span);
                s.entries()
                        .forEach(entry -> code.insert(
                                target,
                                scope.operand(entry.key(), code, span),
                                scope.operand(entry.value(), code, span),
                                true,
                                span));
            }
            case Statement.MakeText s -> text(s, target, code);
            case Statement.CallFunction s -> {
                List<RegoValue> arguments = scope.operands(s.arguments(), code, span);
                call(new Substitution.Target.User(s.function()), arguments, target, code, span);
            }
            case Statement.CallKeyed s -> keyed(s, target, code);
            case Statement.CallBuiltin s -> {
                List<RegoValue> arguments = scope.operands(s.arguments(), code, span);
                call(new Substitution.Target.Builtin(s.name()), arguments, target, code, span);
            }
            case Statement.Comprehend s -> {
                int collection = collection(s.kind(), code, span);
                scope.collector(s.collector(), collection, s.kind());
                code.blocks(List.of(body(s.body(), code)), span);
                code.assign(PlanCode.local(collection), target, span);
            }
        }
    }

    static int collection(CollectionKind kind, PlanCode code, Span span) {
        int collection = code.fresh();
        switch (kind) {
            case ARRAY -> code.makeArray(collection, span);
            case SET -> code.target("MakeSetStmt", collection, span);
            case OBJECT -> code.target("MakeObjectStmt", collection, span);
            case DOCUMENT -> code.target("MakeObjectStmt", collection, span);
        }
        return collection;
    }

    private void lookup(Statement.Lookup statement, int target, PlanCode code) {
        Span span = statement.span();
        RegoValue source = scope.operand(statement.source(), code, span);
        if (statement.stored() && statement.key() instanceof Operand.Constant(RegoValue key)) {
            PlanDocuments.stored(source, key, target, code, span);
        } else {
            code.dot(source, scope.operand(statement.key(), code, span), target, span);
        }
    }

    private void keyed(Statement.CallKeyed statement, int target, PlanCode code) {
        Function function = scope.functions().function(statement.function());
        if (function.kind() == FunctionKind.KEYED) {
            function = scope.functions().partialOf(function);
        }
        int document = code.fresh();
        Span span = statement.span();
        call(new Substitution.Target.User(function.id()), List.of(), document, code, span);
        code.dot(PlanCode.local(document), scope.operand(statement.key(), code, span), target, span);
    }

    private void text(Statement.MakeText statement, int target, PlanCode code) {
        Span span = statement.span();
        int parts = code.fresh();
        code.makeArray(parts, span);
        statement.parts().forEach(part -> {
            switch (part) {
                case dev.writ.policy.ir.TextPart.Literal literal ->
                    code.append(parts, code.constant(RegoString.of(literal.text()), span), span);
                case dev.writ.policy.ir.TextPart.Computed computed -> {
                    int values = collection(CollectionKind.SET, code, span);
                    scope.collector(computed.collector(), values, CollectionKind.SET);
                    code.blocks(List.of(body(computed.block(), code)), span);
                    code.append(parts, PlanCode.local(values), span);
                }
            }
        });
        builtin("internal.template_string", List.of(PlanCode.local(parts)), target, code, span);
    }

    private void call(Substitution.Target callee, List<RegoValue> arguments, int target, PlanCode code, Span span) {
        switch (scope.environment().mocks().get(callee)) {
            case null -> callPlainly(callee, arguments, scope.environment(), target, code, span);
            case PlanEnvironment.Mocked.Call(Substitution.Target other) ->
                callPlainly(other, arguments, scope.environment().withoutMocks(), target, code, span);
            case PlanEnvironment.Mocked.Constant(RegoValue value) ->
                code.assign(code.constant(value, span), target, span);
            case PlanEnvironment.Mocked.Passed(int number) ->
                code.assign(PlanCode.local(scope.passed(number)), target, span);
        }
    }

    private void callPlainly(
            Substitution.Target callee,
            List<RegoValue> arguments,
            PlanEnvironment environment,
            int target,
            PlanCode code,
            Span span) {
        switch (callee) {
            case Substitution.Target.Builtin(String name) -> builtin(name, arguments, target, code, span);
            case Substitution.Target.User(int id) -> {
                Function function = scope.functions().function(id);
                if (function.parameters() == 0 && environment.hides(function.path())) {
                    documents.path(dev.writ.policy.ir.Root.DATA, function.path(), target, code, span);
                    return;
                }
                String name = scope.functions().rules(function, environment, scope.name());
                code.call(name, scope.withPassed(arguments, environment), target, span);
            }
        }
    }

    private static void builtin(String name, List<RegoValue> arguments, int target, PlanCode code, Span span) {
        code.constants().builtin(name, arguments.size());
        code.call(name, arguments, target, span);
    }

    private void test(Statement.Testing statement, PlanCode code) {
        Span span = statement.span();
        switch (statement) {
            case Statement.RequireEqual s ->
                code.compare(
                        "EqualStmt", scope.operand(s.left(), code, span), scope.operand(s.right(), code, span), span);
            case Statement.RequireNotFalse s ->
                code.compare(
                        "NotEqualStmt",
                        scope.operand(s.source(), code, span),
                        code.constant(RegoBoolean.FALSE, span),
                        span);
            case Statement.RequireArray s ->
                size("IsArrayStmt", scope.operand(s.source(), code, span), s.size(), code, span);
            case Statement.RequireObject s ->
                size("IsObjectStmt", scope.operand(s.source(), code, span), s.size(), code, span);
            case Statement.Fail ignored -> code.leave(0, span);
            // What is printed does not belong to the result; OPA leaves it out of its plans, too.
            case Statement.Print ignored -> {}
            case Statement.Not s -> code.require(solved(s.block(), code, span), false, span);
            case Statement.AllOf s -> s.blocks().forEach(block -> code.require(solved(block, code, span), true, span));
            case Statement.AnyOf s -> {
                int solved = code.fresh();
                code.reset(solved, span);
                for (Block block : s.blocks()) {
                    PlanCode body = code.block();
                    body.require(solved, false, span);
                    scope.testing(solved, () -> write(block, body));
                    code.blocks(List.of(body), span);
                }
                code.require(solved, true, span);
            }
            case Statement.Every s -> every(s, code);
        }
    }

    private static void size(String type, RegoValue source, int size, PlanCode code, Span span) {
        code.test(type, source, span);
        int length = code.fresh();
        code.length(source, length, span);
        code.compare("EqualStmt", PlanCode.local(length), code.constant(RegoNumber.of(size), span), span);
    }

    /** Runs a test; the local that is defined afterwards if it has a solution. */
    private int solved(Block block, PlanCode code, Span span) {
        int solved = code.fresh();
        code.reset(solved, span);
        PlanCode body = code.block();
        scope.testing(solved, () -> write(block, body));
        code.blocks(List.of(body), span);
        return solved;
    }

    private void every(Statement.Every statement, PlanCode code) {
        Span span = statement.span();
        int domain = scope.local(statement.domain(), code, span);
        List<PlanCode> kinds = new ArrayList<>();
        int collection = code.fresh();
        code.reset(collection, span);
        for (String type : List.of("IsArrayStmt", "IsObjectStmt", "IsSetStmt")) {
            PlanCode kind = code.block();
            kind.test(type, PlanCode.local(domain), span);
            kind.assign(kind.constant(RegoBoolean.TRUE, span), collection, span);
            kinds.add(kind);
        }
        code.blocks(kinds, span);
        code.require(collection, true, span);
        int broken = code.fresh();
        code.reset(broken, span);
        PlanCode body = code.block();
        body.require(solved(statement.block(), body, span), false, span);
        body.assign(body.constant(RegoBoolean.TRUE, span), broken, span);
        code.scan(domain, scope.slot(statement.key()), scope.slot(statement.value()), body, span);
        code.require(broken, false, span);
    }

    private void loop(Statement.Looping statement, PlanCode code) {
        Span span = statement.span();
        switch (statement) {
            case Statement.Scan s ->
                code.scan(
                        scope.local(s.source(), code, span),
                        scope.slot(s.key()),
                        scope.slot(s.value()),
                        body(s.body(), code),
                        span);
            case Statement.ScanDocument s -> {
                int document = code.fresh();
                documents.whole(s.node(), document, code, span);
                documents.steps(
                        s.steps(), document, scope.slot(s.target()), code, span, inner -> write(s.body(), inner));
            }
            case Statement.ScanRelation s -> {
                int rows = code.fresh();
                List<RegoValue> arguments = scope.operands(s.arguments(), code, span);
                call(new Substitution.Target.Builtin(s.name()), arguments, rows, code, span);
                code.scan(rows, code.fresh(), scope.slot(s.target()), body(s.body(), code), span);
            }
            case Statement.With s -> scope.with(s, code, inner -> write(s.body(), inner));
            case Statement.LeaveWith s -> scope.leaveWith(code, span, inner -> write(s.body(), inner));
            case Statement.Marked s -> write(s.body(), code);
        }
    }
}
