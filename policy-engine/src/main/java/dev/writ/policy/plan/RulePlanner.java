package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.ir.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the planners of statements, terms, patterns and references share while one rule is planned. */
final class RulePlanner {

    /** How many variables an explanation makes at most. */
    private static final int MADE = 256;

    private final FunctionTable functions;
    private final Predicate<String> isRelation;
    private final Emitter emitter;
    private final Bindings bindings;
    private final Marking marking;
    private int next;
    private final Terms terms = new Terms(this);
    private final Patterns patterns = new Patterns(this);
    private final References references = new References(this);
    private final Statements statements = new Statements(this);

    RulePlanner(
            FunctionTable functions, Predicate<String> isRelation, Emitter emitter, int variables, Marking marking) {
        this.marking = marking;
        this.functions = functions;
        this.isRelation = isRelation;
        this.emitter = emitter;
        this.bindings = new Bindings(variables + (marking.isWanted() ? MADE : 0));
        this.next = variables;
    }

    FunctionTable functions() {
        return functions;
    }

    boolean isRelation(String builtin) {
        return isRelation.test(builtin);
    }

    Emitter emitter() {
        return emitter;
    }

    Bindings bindings() {
        return bindings;
    }

    Terms terms() {
        return terms;
    }

    Patterns patterns() {
        return patterns;
    }

    References references() {
        return references;
    }

    Marking marking() {
        return marking;
    }

    /** Emits the body of a rule, which explanations show as true where there is none. */
    void ruleBody(CheckedRule.Branch branch) {
        body(branch.body());
        if (branch.body().statements().isEmpty()) {
            marking.nothing(this, branch.span());
        }
    }

    /** What a head gives; an explanation shows how it is computed as an expression of its own. */
    Operand head(CheckedTerm term) {
        Marking.Expression expression = marking.head(this, term);
        Operand value = terms.evaluate(term);
        expression.holds(this);
        return value;
    }

    /** Emits a body. */
    void body(CheckedBody body) {
        for (CheckedStatement statement : body.statements()) {
            statement(statement, "");
        }
    }

    /** Emits a statement; an explanation shows {@code modifiers} behind it. */
    void statement(CheckedStatement statement, String modifiers) {
        if (statement instanceof CheckedStatement.With) {
            // Those that it contains are shown, each by itself.
            statements.plan(statement);
            return;
        }
        CheckedStatement shown = spelledOut(statement, modifiers);
        Marking.Expression expression = marking.expression(this, shown, modifiers);
        statements.plan(shown);
        expression.holds(this);
    }

    /** An explanation shows references that are arguments as expressions of their own, before the call. */
    private CheckedStatement spelledOut(CheckedStatement statement, String modifiers) {
        if (!marking.isWanted() || !(statement instanceof CheckedStatement.Call call)) {
            return statement;
        }
        List<CheckedTerm> args = new ArrayList<>();
        for (CheckedTerm argument : call.args()) {
            if (argument instanceof CheckedTerm.Reference && next < bindings.size()) {
                CheckedTerm.Local made = new CheckedTerm.Local(argument.span(), new LocalVar(next++, ""));
                statement(new CheckedStatement.Unify(argument.span(), made, argument), modifiers);
                args.add(made);
            } else {
                args.add(argument);
            }
        }
        return new CheckedStatement.Call(call.span(), call.callee(), args, call.output());
    }

    /** Emits into a block whose variables are not seen outside. */
    BlockBuilder isolated(Runnable emission) {
        @Nullable Operand[] before = bindings.snapshot();
        BlockBuilder block = emitter.nested(emission);
        bindings.restore(before);
        return block;
    }
}
