package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.ir.Operand;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the planners of statements, terms, patterns and references share while one rule is planned. */
final class RulePlanner {

    private final FunctionTable functions;
    private final Predicate<String> isRelation;
    private final Emitter emitter;
    private final Bindings bindings;
    private final Terms terms = new Terms(this);
    private final Patterns patterns = new Patterns(this);
    private final References references = new References(this);
    private final Statements statements = new Statements(this);

    RulePlanner(FunctionTable functions, Predicate<String> isRelation, Emitter emitter, int variables) {
        this.functions = functions;
        this.isRelation = isRelation;
        this.emitter = emitter;
        this.bindings = new Bindings(variables);
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

    /** Emits a body. */
    void body(CheckedBody body) {
        for (CheckedStatement statement : body.statements()) {
            statements.plan(statement);
        }
    }

    /** Emits into a block whose variables are not seen outside. */
    BlockBuilder isolated(Runnable emission) {
        @Nullable Operand[] before = bindings.snapshot();
        BlockBuilder block = emitter.nested(emission);
        bindings.restore(before);
        return block;
    }
}
