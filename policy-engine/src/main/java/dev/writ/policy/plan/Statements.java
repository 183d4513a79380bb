package dev.writ.policy.plan;

import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Replacement;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.ir.TextPart;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans statements. */
final class Statements {

    private static final Set<String> EQUALITY = Set.of("eq", "equal");

    private final RulePlanner planner;

    Statements(RulePlanner planner) {
        this.planner = planner;
    }

    void plan(CheckedStatement statement) {
        switch (statement) {
            case CheckedStatement.Holds s -> {
                planner.terms().referencesFirst(List.of(s.term()));
                holds(planner.terms().evaluate(s.term()), s.span());
            }
            case CheckedStatement.Unify s -> {
                planner.terms().referencesFirst(s.left(), s.right());
                planner.patterns().unify(s.left(), s.right(), s.span());
            }
            case CheckedStatement.Call s -> call(s);
            case CheckedStatement.Not s -> not(s);
            case CheckedStatement.Every s -> every(s);
            case CheckedStatement.And s -> {
                BlockBuilder left = test(s.left());
                BlockBuilder right = test(s.right());
                planner.emitter().emitLater(() -> new Statement.AllOf(List.of(left.build(), right.build()), s.span()));
            }
            case CheckedStatement.Or s -> {
                BlockBuilder left = test(s.left());
                BlockBuilder right = test(s.right());
                planner.emitter().emitLater(() -> new Statement.AnyOf(List.of(left.build(), right.build()), s.span()));
            }
            case CheckedStatement.With s -> with(s);
            case CheckedStatement.Print s -> {
                List<TextPart> parts = planner.terms().parts(s.operands());
                planner.emitter().emit(new Statement.Print(parts, s.span()));
            }
        }
    }

    private void holds(Operand value, Span place) {
        if (value instanceof Operand.Constant constant) {
            if (!constant.value().isTrue()) {
                planner.emitter().emit(new Statement.Fail(place));
            }
        } else {
            planner.emitter().emit(new Statement.RequireNotFalse(value, place));
        }
    }

    private void call(CheckedStatement.Call call) {
        planner.terms().referencesFirst(call.args());
        List<Operand> arguments = new ArrayList<>();
        for (CheckedTerm argument : call.args()) {
            arguments.add(planner.terms().evaluate(argument));
        }
        CheckedTerm output = call.output();
        if (output == null && call.callee() instanceof Callee.Builtin builtin && EQUALITY.contains(builtin.name())) {
            planner.patterns().equal(arguments.get(0), arguments.get(1), call.span());
            return;
        }
        Operand result = emitCall(call, arguments);
        if (output == null) {
            holds(result, call.span());
        } else {
            planner.patterns().match(output, result, call.span());
        }
    }

    private Operand emitCall(CheckedStatement.Call call, List<Operand> arguments) {
        Emitter emitter = planner.emitter();
        return switch (call.callee()) {
            case Callee.Builtin builtin -> emitBuiltin(builtin.name(), arguments, call.span());
            case Callee.Function function -> {
                int target = emitter.newSlot(arguments);
                int id = functionId(function, call.span());
                emitter.markCostly();
                emitter.emit(new Statement.CallFunction(target, id, arguments, call.span()));
                yield new Operand.Slot(target);
            }
        };
    }

    private Operand emitBuiltin(String name, List<Operand> arguments, Span place) {
        Emitter emitter = planner.emitter();
        if (planner.isRelation(name)) {
            int target = emitter.loopSlot();
            emitter.open(body -> new Statement.ScanRelation(target, name, arguments, body, place));
            return new Operand.Slot(target);
        }
        int target = emitter.newSlot(arguments);
        emitter.emit(new Statement.CallBuiltin(target, name, arguments, place));
        return new Operand.Slot(target);
    }

    private void not(CheckedStatement.Not s) {
        BlockBuilder block = test(s.body());
        planner.emitter().emitLater(() -> new Statement.Not(block.build(), s.span()));
    }

    private void every(CheckedStatement.Every s) {
        Emitter emitter = planner.emitter();
        Operand domain = planner.terms().evaluate(s.domain());
        int key = emitter.newSlot();
        int value = emitter.newSlot();
        BlockBuilder block = planner.isolated(() -> {
            planner.marking().element(planner, s);
            if (s.key() != null) {
                planner.bindings().bind(s.key(), new Operand.Slot(key));
            }
            planner.bindings().bind(s.value(), new Operand.Slot(value));
            planner.marking().body(planner, s.body(), s.body().span(), true);
            planner.body(s.body());
            planner.marking().solution(planner);
            emitter.emit(new Statement.Succeed(s.span()));
        });
        emitter.markCostly();
        if (!planner.marking().isWanted()) {
            emitter.emitLater(() -> new Statement.Every(domain, key, value, block.build(), s.span()));
            return;
        }
        BlockBuilder outer = planner.isolated(() -> {
            planner.marking().every(planner, s);
            emitter.emitLater(() -> new Statement.Every(domain, key, value, block.build(), s.span()));
            planner.marking().through(planner);
            emitter.emit(new Statement.Succeed(s.span()));
        });
        emitter.emitLater(() -> new Statement.AllOf(List.of(outer.build()), s.span()));
    }

    /** A block that succeeds where the body has a solution. */
    private BlockBuilder test(CheckedBody body) {
        return planner.isolated(() -> {
            planner.marking().body(planner, body, body.span(), true);
            planner.body(body);
            planner.marking().solution(planner);
            planner.emitter().emit(new Statement.Succeed(body.span()));
        });
    }

    private void with(CheckedStatement.With s) {
        List<Substitution> substitutions = new ArrayList<>();
        List<Operand> values = new ArrayList<>();
        for (Replacement replacement : s.replacements()) {
            substitutions.add(substitution(replacement, values));
        }
        planner.emitter().enter(body -> new Statement.With(substitutions, body, s.span()));
        String modifiers = planner.marking().modifiers(s);
        planner.emitter().replacing(values, () -> s.statements().forEach(inner -> planner.statement(inner, modifiers)));
        planner.emitter().enter(body -> new Statement.LeaveWith(body, s.span()));
    }

    private Substitution substitution(Replacement replacement, List<Operand> values) {
        return switch (replacement) {
            case Replacement.OfInput ofInput ->
                new Substitution.Document(Root.INPUT, ofInput.path(), value(ofInput.value(), values));
            case Replacement.OfData ofData ->
                new Substitution.Document(Root.DATA, ofData.path(), value(ofData.value(), values));
            case Replacement.OfFunctionByValue ofFunctionByValue ->
                new Substitution.Callee(
                        target(ofFunctionByValue.target(), ofFunctionByValue.span()),
                        new Substitution.Replacement.Fixed(value(ofFunctionByValue.value(), values)));
            case Replacement.OfFunctionByFunction ofFunctionByFunction ->
                new Substitution.Callee(
                        target(ofFunctionByFunction.target(), ofFunctionByFunction.span()),
                        new Substitution.Replacement.Call(
                                target(ofFunctionByFunction.value(), ofFunctionByFunction.span())));
        };
    }

    private Operand value(CheckedTerm term, List<Operand> values) {
        Operand value = planner.terms().evaluate(term);
        values.add(value);
        return value;
    }

    private Substitution.Target target(Callee callee, Span place) {
        return switch (callee) {
            case Callee.Builtin builtin -> new Substitution.Target.Builtin(builtin.name());
            case Callee.Function function -> new Substitution.Target.User(functionId(function, place));
        };
    }

    private int functionId(Callee.Function function, Span place) {
        List<RegoValue> path =
                List.copyOf(function.path().stream().map(RegoString::of).toList());
        FunctionTable.@Nullable Entry entry = planner.functions().entry(path);
        if (entry == null) {
            throw new RefusedException(place, "`" + function.name() + "` is not a function of this program");
        }
        return entry.id();
    }
}
