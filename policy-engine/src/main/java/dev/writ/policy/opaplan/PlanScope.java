package dev.writ.policy.opaplan;

import dev.writ.policy.PolicyException;
import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the writer is inside of one function: which locals stand for what, and under which {@code with}. */
final class PlanScope {

    /** A collection under construction. */
    record Collection(int local, CollectionKind kind) {}

    /** What surrounded a {@code with}: its environment, and the locals that keep input and data. */
    private record Around(PlanEnvironment environment, int input, int data) {}

    private final PlanFunctions functions;
    private final String name;
    private final Map<Integer, Collection> collectors = new HashMap<>();
    private final Deque<Around> around = new ArrayDeque<>();
    private final List<Integer> passed = new ArrayList<>();
    private PlanEnvironment environment;
    private int solved = -1;
    private int result = -1;

    PlanScope(PlanFunctions functions, String name, PlanEnvironment environment) {
        this.functions = functions;
        this.name = name;
        this.environment = environment;
    }

    PlanFunctions functions() {
        return functions;
    }

    /** The name of the function that is written. */
    String name() {
        return name;
    }

    PlanEnvironment environment() {
        return environment;
    }

    /** The local of a slot: input and data come first. */
    int slot(int slot) {
        return slot + 2;
    }

    RegoValue operand(Operand operand, PlanCode code, Span span) {
        return switch (operand) {
            case Operand.Slot(int index) -> PlanCode.local(slot(index));
            case Operand.Constant(RegoValue value) -> code.constant(value, span);
        };
    }

    List<RegoValue> operands(List<Operand> operands, PlanCode code, Span span) {
        return operands.stream().map(each -> operand(each, code, span)).toList();
    }

    /** The local that holds an operand. */
    int local(Operand operand, PlanCode code, Span span) {
        return switch (operand) {
            case Operand.Slot(int index) -> slot(index);
            case Operand.Constant(RegoValue value) -> code.make(value, span);
        };
    }

    void collector(int number, int local, CollectionKind kind) {
        collectors.put(number, new Collection(local, kind));
    }

    Collection collector(int number) {
        Collection found = collectors.get(number);
        if (found == null) {
            throw new IllegalStateException("collector " + number + " is not open");
        }
        return found;
    }

    /** Writes the body of a test, whose solutions define a local. */
    void testing(int local, Runnable body) {
        int before = solved;
        solved = local;
        body.run();
        solved = before;
    }

    /** The local that a solution of the test defines. */
    int solved() {
        return solved;
    }

    /** Says which local takes the value of the rule. */
    void resultTo(int local) {
        result = local;
    }

    int result() {
        return result;
    }

    void with(Statement.With statement, PlanCode code, Consumer<PlanCode> body) {
        Span span = statement.span();
        Around before = new Around(environment, code.fresh(), code.fresh());
        code.assign(PlanCode.local(OpaPlan.INPUT), before.input(), span);
        code.assign(PlanCode.local(OpaPlan.DATA), before.data(), span);
        around.push(before);
        int known = passed.size();
        environment = environment.with(statement.substitutions(), computed -> passed.add(slot(computed)));
        List<Substitution.Document> replaced = new ArrayList<>();
        List<RegoValue> values = new ArrayList<>();
        for (Substitution substitution : statement.substitutions()) {
            if (substitution instanceof Substitution.Document document) {
                replaced.add(document);
                values.add(operand(document.value(), code, span));
            }
        }
        nest(replaced, values, 0, code, span, body);
        environment = before.environment();
        around.pop();
        passed.subList(known, passed.size()).clear();
    }

    /** Says which local holds a value that the caller handed on. */
    void passedIn(int local) {
        passed.add(local);
    }

    /** The local of a value that is handed on. */
    int passed(int number) {
        return passed.get(number);
    }

    /** The operands of a call in an environment: the documents, the arguments, and what is handed on. */
    List<RegoValue> withPassed(List<RegoValue> arguments, PlanEnvironment callee) {
        List<RegoValue> all = new ArrayList<>(List.of(PlanCode.local(OpaPlan.INPUT), PlanCode.local(OpaPlan.DATA)));
        all.addAll(arguments);
        passed.subList(0, callee.passed()).forEach(local -> all.add(PlanCode.local(local)));
        return all;
    }

    private static void nest(
            List<Substitution.Document> replaced,
            List<RegoValue> values,
            int index,
            PlanCode code,
            Span span,
            Consumer<PlanCode> body) {
        if (index == replaced.size()) {
            body.accept(code);
            return;
        }
        Substitution.Document document = replaced.get(index);
        List<RegoValue> path = new ArrayList<>();
        for (RegoValue key : document.path()) {
            if (!(key instanceof RegoString text)) {
                throw refused("a `with` on a key that is no string", span);
            }
            path.add(RegoNumber.of(code.constants().string(text.value())));
        }
        PlanCode inner = code.block();
        nest(replaced, values, index + 1, inner, span, body);
        code.with(document.root() == Root.INPUT ? OpaPlan.INPUT : OpaPlan.DATA, path, values.get(index), inner, span);
    }

    /** Writes what runs under the context around the nearest {@code with}. */
    void leaveWith(PlanCode code, Span span, Consumer<PlanCode> body) {
        Around outer = around.pop();
        PlanEnvironment inside = environment;
        environment = outer.environment();
        PlanCode input = code.block();
        PlanCode data = input.block();
        body.accept(data);
        input.with(OpaPlan.DATA, List.of(), PlanCode.local(outer.data()), data, span);
        code.with(OpaPlan.INPUT, List.of(), PlanCode.local(outer.input()), input, span);
        environment = inside;
        around.push(outer);
    }

    /** What a plan cannot say. */
    static PolicyException refused(String what, @Nullable Span span) {
        return new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.UNSUPPORTED,
                span,
                "OPA's plan format cannot say " + what,
                "write it another way, or keep the policies as Rego")));
    }
}
