package dev.writ.policy.check;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Resolves terms. Calls in them become statements, which are added to the body that the term is in, before the statement
 * that uses it.
 */
final class TermResolver {
    private final RuleContext context;
    private final LocalScope scope;
    private final CallResolver calls;
    private final NestedResolver nested;

    TermResolver(RuleContext context, StatementResolver statements) {
        this.context = context;
        this.scope = context.scope();
        this.calls = new CallResolver(context);
        this.nested = new NestedResolver(context, this, statements);
    }

    CallResolver calls() {
        return calls;
    }

    NestedResolver nested() {
        return nested;
    }

    /** The term; what it calls is added to {@code out}. */
    CheckedTerm resolve(Term term, List<CheckedStatement> out) {
        return switch (term) {
            case Term.Scalar t -> new CheckedTerm.Constant(t.span(), t.value());
            case Var t -> name(t);
            case Ref t -> reference(t, out);
            case Term.ArrayLiteral t -> array(t, out);
            case Term.SetLiteral t -> set(t, out);
            case Term.ObjectLiteral t -> object(t, out);
            case Term.ArrayComprehension t ->
                nested.comprehension(t.span(), CheckedTerm.Kind.ARRAY, null, t.element(), t.body());
            case Term.SetComprehension t ->
                nested.comprehension(t.span(), CheckedTerm.Kind.SET, null, t.element(), t.body());
            case Term.ObjectComprehension t ->
                nested.comprehension(t.span(), CheckedTerm.Kind.OBJECT, t.key(), t.value(), t.body());
            case Term.TemplateString t -> captured(nested.template(t), out);
            case Term.Call t -> call(t, out);
            case Term.Infix t -> result(t.span(), infix(t, CallResolver.Use.VALUE, out), out);
            case Term.Membership t -> result(t.span(), membership(t, CallResolver.Use.VALUE, out), out);
            case Term.Negative t -> negative(t, out);
        };
    }

    List<CheckedTerm> resolve(List<Term> terms, List<CheckedStatement> out) {
        List<CheckedTerm> resolved = new ArrayList<>();
        for (Term term : terms) {
            resolved.add(resolve(term, out));
        }
        return resolved;
    }

    /** What a name alone stands for. */
    CheckedTerm name(Var var) {
        if (var.isWildcard()) {
            return new CheckedTerm.Local(var.span(), scope.wildcard());
        }
        CheckedTerm global = global(var);
        return global != null ? global : local(var);
    }

    /** The path that {@code var} stands for, or null where it is a variable. */
    @Nullable
    CheckedTerm global(Var var) {
        GlobalName global =
                scope.hidesGlobal(var.name()) ? null : context.module().find(var.name());
        if (global != null) {
            return global.at(var.span());
        }
        if (scope.declaration(var.name()) != null) {
            return null;
        }
        return switch (var.name()) {
            case "input" -> new CheckedTerm.Input(var.span());
            case "data" -> new CheckedTerm.Data(var.span());
            default -> null;
        };
    }

    private CheckedTerm local(Var var) {
        return new CheckedTerm.Local(var.span(), scope.use(var.name(), var.span()));
    }

    private CheckedTerm reference(Ref ref, List<CheckedStatement> out) {
        CheckedTerm head = ref.head() instanceof Var var ? rootedAt(var) : subject(ref.head(), out);
        return extend(ref.span(), head, resolve(ref.path(), out));
    }

    private CheckedTerm rootedAt(Var var) {
        CheckedTerm head = name(var);
        if (head instanceof CheckedTerm.Input || head instanceof CheckedTerm.Data) {
            scope.touch(var.name(), var.span());
        }
        return head;
    }

    /** {@code head} followed by {@code path}. */
    CheckedTerm extend(Span span, CheckedTerm head, List<CheckedTerm> path) {
        if (path.isEmpty()) {
            return head;
        }
        if (head instanceof CheckedTerm.Reference reference) {
            List<CheckedTerm> longer = new ArrayList<>(reference.path());
            longer.addAll(path);
            return new CheckedTerm.Reference(span, reference.head(), longer);
        }
        return new CheckedTerm.Reference(span, head, path);
    }

    /** A term that a path can start at: what is no variable and no document goes into a variable first. */
    CheckedTerm subject(Term term, List<CheckedStatement> out) {
        CheckedTerm resolved = resolve(term, out);
        return switch (resolved) {
            case CheckedTerm.Local t -> t;
            case CheckedTerm.Input t -> t;
            case CheckedTerm.Data t -> t;
            case CheckedTerm.Reference t -> t;
            // A scalar has no elements, and its type is not looked at.
            case CheckedTerm.Constant t -> TermTypes.scalar(t) != null ? t : captured(t, out);
            case CheckedTerm.ArrayTerm t -> captured(t, out);
            case CheckedTerm.SetTerm t -> captured(t, out);
            case CheckedTerm.ObjectTerm t -> captured(t, out);
            case CheckedTerm.Comprehension t -> captured(t, out);
            case CheckedTerm.Template t -> captured(t, out);
        };
    }

    /** A new variable that {@code term} is the value of. */
    CheckedTerm.Local captured(CheckedTerm term, List<CheckedStatement> out) {
        CheckedTerm.Local made = new CheckedTerm.Local(term.span(), scope.made());
        out.add(new CheckedStatement.Unify(term.span(), made, term));
        return made;
    }

    private CheckedTerm array(Term.ArrayLiteral literal, List<CheckedStatement> out) {
        return Literals.array(literal.span(), resolve(literal.elements(), out));
    }

    private CheckedTerm set(Term.SetLiteral literal, List<CheckedStatement> out) {
        NavigableMap<Integer, CheckedTerm> resolved = new TreeMap<>();
        for (int index : SourceOrder.of(literal.elements())) {
            resolved.put(index, resolve(literal.elements().get(index), out));
        }
        return Literals.set(literal.span(), List.copyOf(resolved.values()));
    }

    private CheckedTerm object(Term.ObjectLiteral literal, List<CheckedStatement> out) {
        List<ObjectEntry> written = LiteralEntries.of(literal);
        NavigableMap<Integer, CheckedTerm.Entry> resolved = new TreeMap<>();
        for (int index : SourceOrder.of(written.stream().map(ObjectEntry::key).toList())) {
            ObjectEntry entry = written.get(index);
            resolved.put(index, new CheckedTerm.Entry(resolve(entry.key(), out), resolve(entry.value(), out)));
        }
        List<CheckedTerm.Entry> entries = List.copyOf(resolved.values());
        RegoObject.Builder values = RegoObject.builder();
        boolean constant = true;
        for (CheckedTerm.Entry entry : entries) {
            CheckedTerm key = entry.key();
            CheckedTerm value = entry.value();
            if (key instanceof CheckedTerm.Constant k && value instanceof CheckedTerm.Constant v) {
                values.put(k.value(), v.value());
            } else {
                constant = false;
            }
        }
        return constant
                ? new CheckedTerm.Constant(literal.span(), values.build())
                : new CheckedTerm.ObjectTerm(literal.span(), entries);
    }

    private CheckedTerm call(Term.Call call, List<CheckedStatement> out) {
        RegoValue metadata = calls.metadata(call);
        if (metadata != null && call.args().isEmpty()) {
            return new CheckedTerm.Constant(call.span(), metadata);
        }
        Callee callee = calls.resolve(call.function(), call.args().size(), call.span(), CallResolver.Use.VALUE);
        List<CheckedTerm> args = resolve(call.args(), out);
        CheckedTerm.Local value = new CheckedTerm.Local(call.span(), scope.made());
        if (callee != null) {
            out.add(new CheckedStatement.Call(call.span(), callee, args, value));
        }
        return value;
    }

    /** The call that an operator stands for, without a place for its value. */
    CheckedStatement.Call infix(Term.Infix infix, CallResolver.Use use, List<CheckedStatement> out) {
        CheckedTerm left = resolve(infix.left(), out);
        CheckedTerm right = resolve(infix.right(), out);
        return operation(
                infix.span(), operator(infix.operatorSpan(), infix.operator().builtin()), List.of(left, right), use);
    }

    /** The call that {@code in} stands for, without a place for its value. */
    CheckedStatement.Call membership(Term.Membership membership, CallResolver.Use use, List<CheckedStatement> out) {
        List<CheckedTerm> args = new ArrayList<>();
        Term key = membership.key();
        if (key != null) {
            args.add(resolve(key, out));
        }
        args.add(resolve(membership.value(), out));
        args.add(resolve(membership.collection(), out));
        Span span = membership.span();
        Term.Scalar name = new Term.Scalar(span, RegoString.of(key == null ? "member_2" : "member_3"));
        return operation(span, new Ref(span, new Var(span, "internal"), List.of(name)), args, use);
    }

    private CheckedTerm negative(Term.Negative negative, List<CheckedStatement> out) {
        CheckedTerm operand = resolve(negative.operand(), out);
        CheckedTerm zero = new CheckedTerm.Constant(negative.span(), RegoNumber.of(0));
        Ref minus = operator(negative.span(), InfixOperator.MINUS.builtin());
        CheckedStatement.Call call = operation(negative.span(), minus, List.of(zero, operand), CallResolver.Use.VALUE);
        return result(negative.span(), call, out);
    }

    /** True where {@code =} or {@code :=} calls what a rule, an import or a variable has the name of. */
    boolean isRedefined(String function) {
        return (!scope.hidesGlobal(function) && context.module().find(function) != null)
                || scope.declaration(function) != null;
    }

    static Ref operator(Span span, String name) {
        return new Ref(span, new Var(span, name), List.of());
    }

    /** A call of what the name of an operator means here: as in OPA, a rule of that name is called instead. */
    CheckedStatement.Call operation(Span span, Ref function, List<CheckedTerm> args, CallResolver.Use use) {
        String builtin = TermText.of(function);
        if (function.head() instanceof Var head && isRedefined(head.name())) {
            Callee callee = calls.resolve(function, args.size(), span, use);
            if (callee != null) {
                int arity = calls.arity(callee);
                boolean output = args.size() > arity;
                return new CheckedStatement.Call(
                        span, callee, output ? args.subList(0, arity) : args, output ? args.getLast() : null);
            }
        } else {
            calls.checkImplemented(builtin, span);
        }
        return new CheckedStatement.Call(span, new Callee.Builtin(builtin), args, null);
    }

    private CheckedTerm result(Span span, CheckedStatement.Call call, List<CheckedStatement> out) {
        CheckedTerm.Local value = new CheckedTerm.Local(span, scope.made());
        out.add(new CheckedStatement.Call(call.span(), call.callee(), call.args(), value));
        return value;
    }
}
