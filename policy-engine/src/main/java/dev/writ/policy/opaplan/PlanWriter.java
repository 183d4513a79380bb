package dev.writ.policy.opaplan;

import dev.writ.policy.PolicyException;
import dev.writ.policy.ir.Clause;
import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.FunctionKind;
import dev.writ.policy.ir.Program;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a planned program as OPA's plan. */
final class PlanWriter {

    private final Program program;
    private final PlanConstants constants = new PlanConstants();
    private final PlanFunctions functions;

    private PlanWriter(Program program) {
        this.program = program;
        this.functions = new PlanFunctions(program);
    }

    /**
     * The plan of a program.
     *
     * @param entrypoints the paths that it answers, with slashes
     * @throws PolicyException if there is nothing at an entrypoint, or the format cannot say what the program does
     */
    static RegoObject write(Program program, List<String> entrypoints) {
        PlanWriter writer = new PlanWriter(program);
        // The texts of a plan start with this one in OPA's plans, too.
        writer.constants.string("result");
        List<RegoValue> plans = entrypoints.stream().map(writer::entrypoint).toList();
        while (writer.functions.isWanting()) {
            PlanFunctions.Wanted wanted = writer.functions.next();
            writer.functions.write(wanted, writer.function(wanted));
        }
        writer.refuseRecursion();
        return RegoObject.builder()
                .put("static", writer.constants.toJson())
                .put("plans", RegoObject.of(Map.of("plans", RegoArray.of(plans))))
                .put("funcs", RegoObject.of(Map.of("funcs", RegoArray.of(writer.functions.toJson()))))
                .build();
    }

    private RegoValue entrypoint(String entrypoint) {
        List<RegoValue> path = Arrays.stream(entrypoint.split("/", -1))
                .<RegoValue>map(RegoString::of)
                .toList();
        DocumentNode node = program.documents();
        int depth = 0;
        while (depth < path.size() && node.function().isEmpty()) {
            DocumentNode child = node.children().get(path.get(depth));
            if (child == null) {
                throw new PolicyException(List.of(Diagnostic.error(
                        DiagnosticCode.COMPILE,
                        null,
                        "no rule is at the entrypoint `" + entrypoint + "`",
                        "give the path of a package or rule below `data`, with slashes, as in"
                                + " `writ/access/decision`")));
            }
            node = child;
            depth++;
        }
        Span span = new SourceFile("<query>", "").span(0, 0);
        PlanScope scope = new PlanScope(functions, "", PlanEnvironment.OUTERMOST);
        PlanCode code = new PlanCode(new PlanCode.Locals(2), constants, new ArrayList<>());
        int value = code.fresh();
        new PlanDocuments(scope).whole(node, value, code, span);
        for (RegoValue key : path.subList(depth, path.size())) {
            int inner = code.fresh();
            code.dot(PlanCode.local(value), code.constant(key, span), inner, span);
            value = inner;
        }
        int result = code.fresh();
        code.target("MakeObjectStmt", result, span);
        code.insert(result, code.constant(RegoString.of("result"), span), PlanCode.local(value), false, span);
        code.add("ResultSetAddStmt", PlanCode.members().put("value", RegoNumber.of(result)), span);
        return RegoObject.builder()
                .put("name", RegoString.of(entrypoint))
                .put("blocks", RegoArray.of(List.of(code.toJson())))
                .build();
    }

    private RegoObject function(PlanFunctions.Wanted wanted) {
        PlanScope scope = new PlanScope(functions, wanted.name(), wanted.environment());
        int passed = wanted.environment().passed();
        return switch (wanted.subject()) {
            case PlanFunctions.Subject.Document(DocumentNode node) -> {
                PlanCode code = new PlanCode(new PlanCode.Locals(2), constants, new ArrayList<>());
                List<Integer> handedOn = handedOn(passed, scope, code);
                Span span = new SourceFile("<data>", "").span(0, 0);
                int result = code.fresh();
                new PlanDocuments(scope).merged(node, result, code, span);
                yield function(wanted, 0, handedOn, result, List.of(code, returning(result, code, span)));
            }
            case PlanFunctions.Subject.Rules(Function function) -> rules(wanted, function, scope);
        };
    }

    private RegoObject rules(PlanFunctions.Wanted wanted, Function function, PlanScope scope) {
        PlanCode first = new PlanCode(new PlanCode.Locals(2 + function.slots()), constants, new ArrayList<>());
        List<Integer> handedOn = handedOn(wanted.environment().passed(), scope, first);
        List<PlanCode> blocks = new ArrayList<>();
        int result;
        if (function.kind() == FunctionKind.PARTIAL) {
            result = PlanBody.collection(function.collection(), first, function.span());
            scope.collector(0, result, function.collection());
            blocks.add(first);
        } else {
            result = first.fresh();
        }
        PlanBody body = new PlanBody(scope);
        for (Clause clause : function.clauses()) {
            blocks.addAll(clause(clause, function, result, scope, body, first));
        }
        function.fallback().ifPresent(block -> {
            PlanCode code = first.block();
            code.require(result, false, function.span());
            scope.resultTo(result);
            body.write(block, code);
            blocks.add(code);
        });
        blocks.add(returning(result, first, function.span()));
        return function(wanted, function.parameters(), handedOn, result, blocks);
    }

    /** The blocks of a rule: its branches, and the transfer of its value. */
    private static List<PlanCode> clause(
            Clause clause, Function function, int result, PlanScope scope, PlanBody body, PlanCode first) {
        List<PlanCode> blocks = new ArrayList<>();
        boolean partial = function.kind() == FunctionKind.PARTIAL;
        int value = first.fresh();
        scope.resultTo(value);
        for (int branch = 0; branch < clause.branches().size(); branch++) {
            PlanCode code = first.block();
            if (branch == 0) {
                code.reset(value, clause.span());
            } else {
                code.require(value, false, clause.span());
            }
            body.write(clause.branches().get(branch), code);
            blocks.add(code);
        }
        if (!partial) {
            PlanCode transfer = first.block();
            transfer.require(value, true, clause.span());
            transfer.assignOnce(PlanCode.local(value), result, clause.span());
            blocks.add(transfer);
        }
        return blocks;
    }

    private static PlanCode returning(int result, PlanCode code, Span span) {
        PlanCode last = code.block();
        last.add("ReturnLocalStmt", PlanCode.members().put("source", RegoNumber.of(result)), span);
        return last;
    }

    /** The locals of the values that callers hand on. */
    private static List<Integer> handedOn(int count, PlanScope scope, PlanCode code) {
        List<Integer> locals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int local = code.fresh();
            scope.passedIn(local);
            locals.add(local);
        }
        return locals;
    }

    private static RegoObject function(
            PlanFunctions.Wanted wanted, int parameters, List<Integer> handedOn, int result, List<PlanCode> blocks) {
        List<RegoValue> locals = new ArrayList<>();
        for (int i = 0; i < parameters + 2; i++) {
            locals.add(RegoNumber.of(i));
        }
        handedOn.forEach(local -> locals.add(RegoNumber.of(local)));
        return RegoObject.builder()
                .put("name", RegoString.of(wanted.name()))
                .put("params", RegoArray.of(locals))
                .put("return", RegoNumber.of(result))
                .put(
                        "blocks",
                        RegoArray.of(
                                blocks.stream().<RegoValue>map(PlanCode::toJson).toList()))
                .put("path", RegoArray.of(wanted.path()))
                .build();
    }

    /** An open reference asks for a whole package here; a rule inside of it that does so would never come to an end. */
    private void refuseRecursion() {
        Set<String> finished = new HashSet<>();
        for (String name : functions.names()) {
            visit(name, new HashSet<>(), finished);
        }
    }

    private void visit(String name, Set<String> open, Set<String> finished) {
        if (finished.contains(name)) {
            return;
        }
        if (!open.add(name)) {
            throw PlanScope.refused(
                    "an open reference to documents that need the rule it stands in (`" + name + "`)", null);
        }
        functions.callsOf(name).forEach(callee -> visit(callee, open, finished));
        open.remove(name);
        finished.add(name);
    }
}
