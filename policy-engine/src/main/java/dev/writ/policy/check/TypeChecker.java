package dev.writ.policy.check;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.check.types.Types;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the types in rules, each after those that it depends on, and in queries. */
final class TypeChecker {
    private final FunctionTypes functions;
    private final DocumentTypes documents;
    private final ReplacedTypes replaced;
    private final List<Diagnostic> diagnostics;

    TypeChecker(
            BuiltinRegistry builtins, DocumentTypes documents, Dependents dependents, List<Diagnostic> diagnostics) {
        this.functions = new FunctionTypes(builtins);
        this.documents = documents;
        this.replaced = new ReplacedTypes(dependents);
        this.diagnostics = diagnostics;
    }

    /** Checks {@code rule}, whose branches see documents as {@code seen} says, and remembers what it gives. */
    void rule(CheckedRule rule, Marks marks, Function<CheckedRule.Branch, DocumentTypes> seen) {
        List<RegoValue> place = DocumentTypes.data(rule.path());
        for (CheckedRule.Branch branch : rule.branches()) {
            List<Diagnostic> found = new ArrayList<>();
            BodyTypes body = body(marks, seen.apply(branch), found);
            body.body(branch.body().statements());
            diagnostics.addAll(found);
            if (!found.isEmpty()) {
                documents.put(place, Types.ANY);
                continue;
            }
            RegoType type = type(rule, branch, body);
            if (type != null) {
                documents.add(place, type);
            }
        }
    }

    /** Checks the body of a query. */
    void query(List<CheckedStatement> statements, Marks marks) {
        body(marks, documents, diagnostics).body(statements);
    }

    private BodyTypes body(Marks marks, DocumentTypes seen, List<Diagnostic> found) {
        return new BodyTypes(
                new BodyTypes.Surroundings(functions, replaced, marks), TermTypes.of(seen, LocalTypes.create()), found);
    }

    private static @Nullable RegoType type(CheckedRule rule, CheckedRule.Branch branch, BodyTypes body) {
        TermTypes terms = body.terms();
        body.closures(branch.value());
        List<CheckedTerm> params = rule.params();
        if (params != null) {
            return function(params, branch.value(), terms);
        }
        RegoType value = terms.of(branch.value());
        if (value instanceof RegoType.Unknown) {
            return null;
        }
        RegoType type = switch (rule.kind()) {
            case SINGLE_VALUE -> value;
            case MULTI_VALUE -> new RegoType.SetType(value);
        };
        for (CheckedTerm key : rule.dynamicPath().reversed()) {
            RegoType keys = terms.of(key);
            if (keys instanceof RegoType.Unknown) {
                return null;
            }
            type = RegoType.ObjectType.of(keys, type);
        }
        return type;
    }

    /** A parameter that the body says nothing of may be anything. */
    private static RegoType function(List<CheckedTerm> params, CheckedTerm result, TermTypes terms) {
        List<RegoType> args = new ArrayList<>();
        for (CheckedTerm param : params) {
            Variables.outside(param, local -> {
                if (terms.locals().of(local.var()) instanceof RegoType.Unknown) {
                    terms.locals().put(local.var(), Types.ANY);
                }
            });
            args.add(terms.of(param));
        }
        RegoType value = terms.of(result);
        return new RegoType.FunctionType(args, null, value instanceof RegoType.Unknown ? Types.ANY : value);
    }
}
