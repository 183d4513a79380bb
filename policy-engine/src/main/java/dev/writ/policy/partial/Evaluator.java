package dev.writ.policy.partial;

import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.Replacement;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes through statements: what is known is evaluated, what is not is taken apart where that is possible, and saved.
 *
 * <p>A <em>simple</em> term is a constant, a variable, or a collection of simple terms. References and comprehensions become
 * variables first, with what gives them their value saved; {@link Simplifier} puts them back.
 */
final class Evaluator {
    private static final int UNROLLED = 64;
    private static final int NEGATED = 16;

    private final Session session;
    private final Documents documents;
    private final Support support;

    Evaluator(Session session, Support support) {
        this.session = session;
        this.support = support;
        this.documents = new Documents(session, this, support);
    }

    /** A branch with a simple term. */
    record Value(Branch branch, CheckedTerm term) {}

    /** A branch with simple terms. */
    record Values(Branch branch, List<CheckedTerm> terms) {}

    /** The branches in which all statements hold. */
    List<Branch> body(List<CheckedStatement> statements, Branch start) {
        return from(0, statements, start);
    }

    private List<Branch> from(int first, List<CheckedStatement> statements, Branch start) {
        Branch branch = start;
        int at = first;
        while (at < statements.size()) {
            int end = known(at, statements, branch);
            List<Branch> next = end > at ? run(statements.subList(at, end), branch) : step(statements.get(at), branch);
            at = Math.max(end, at + 1);
            if (next.size() != 1) {
                List<Branch> all = new ArrayList<>();
                for (Branch one : next) {
                    session.branch(statements.getFirst().span());
                    all.addAll(from(at, statements, one));
                }
                return all;
            }
            branch = next.getFirst();
        }
        return List.of(branch);
    }

    /** Where the statements from {@code at} on end that need nothing unknown. */
    private int known(int at, List<CheckedStatement> statements, Branch branch) {
        int end = at;
        while (end < statements.size()
                && !(statements.get(end) instanceof CheckedStatement.Print)
                && isKnown(branch.plugged().statement(statements.get(end)), branch)) {
            end++;
        }
        return end;
    }

    private boolean isKnown(CheckedStatement statement, Branch branch) {
        return !Occurrences.any(statement, branch::isOpen)
                && session.dependence().isKnown(statement);
    }

    private boolean isKnown(CheckedTerm term, Branch branch) {
        return !Occurrences.any(term, branch::isOpen) && session.dependence().isKnown(term);
    }

    private List<Branch> run(List<CheckedStatement> statements, Branch branch) {
        return session.known().solutions(branch.plugged().statements(statements)).stream()
                .map(branch::with)
                .toList();
    }

    private List<Branch> step(CheckedStatement statement, Branch branch) {
        session.known().step(statement.span());
        return switch (statement) {
            case CheckedStatement.Holds s -> each(value(s.term(), branch), found -> holds(found, s.span()));
            case CheckedStatement.Unify s -> unify(s, branch);
            case CheckedStatement.Call s -> call(s, branch);
            case CheckedStatement.Not s -> not(s, branch);
            case CheckedStatement.Every s -> every(s, branch);
            case CheckedStatement.And s -> {
                List<Branch> both = new ArrayList<>();
                for (Branch left : own(s.left(), Map.of(), branch)) {
                    both.addAll(own(s.right(), Map.of(), left));
                }
                yield both;
            }
            case CheckedStatement.Or s -> {
                List<Branch> either = new ArrayList<>(own(s.left(), Map.of(), branch));
                either.addAll(own(s.right(), Map.of(), branch));
                yield either;
            }
            case CheckedStatement.With s -> with(s, branch);
            case CheckedStatement.Print ignored -> List.of(branch);
        };
    }

    private interface Next<T> {
        List<Branch> from(T found);
    }

    private static <T> List<Branch> each(List<T> found, Next<T> next) {
        List<Branch> all = new ArrayList<>();
        found.forEach(one -> all.addAll(next.from(one)));
        return all;
    }

    /** The branch where a simple term is not false, if there is one. */
    List<Branch> holds(Value found, Span place) {
        CheckedTerm term = found.branch().plugged().term(found.term());
        if (term instanceof CheckedTerm.Constant constant) {
            return constant.value().isTrue() ? List.of(found.branch()) : List.of();
        }
        return term instanceof CheckedTerm.Local
                ? List.of(found.branch().save(new CheckedStatement.Holds(place, term)))
                : List.of(found.branch());
    }

    /** An equation with an unknown document is saved as it was written. */
    private List<Branch> unify(CheckedStatement.Unify unify, Branch branch) {
        CheckedTerm left = branch.plugged().term(unify.left());
        CheckedTerm right = branch.plugged().term(unify.right());
        List<Branch> compared = documents.compared(left, right, branch);
        if (compared != null) {
            return compared;
        }
        if (documents.isBase(left)) {
            return each(
                    documents.flat(left, branch),
                    one -> each(
                            value(right, one.branch()),
                            other -> List.of(other.branch()
                                    .save(new CheckedStatement.Unify(unify.span(), one.term(), other.term())))));
        }
        Unification unification = new Unification(unify.span());
        return each(
                value(left, branch),
                one -> each(value(right, one.branch()), other -> {
                    Branch equal = unification.unify(one.term(), other.term(), other.branch());
                    return equal == null ? List.of() : List.of(equal);
                }));
    }

    private List<Branch> call(CheckedStatement.Call call, Branch branch) {
        return each(all(call.args(), branch), found -> {
            List<CheckedTerm> args = found.branch().plugged().terms(found.terms());
            CheckedStatement.Call plugged = new CheckedStatement.Call(call.span(), call.callee(), args, call.output());
            if (isKnown(found.branch().plugged().statement(plugged), found.branch())) {
                return run(List.of(plugged), found.branch());
            }
            List<Branch> inlined = call.callee() instanceof Callee.Function function
                    ? documents.call(function, plugged, found.branch())
                    : null;
            return inlined != null ? inlined : saveCall(plugged, found.branch());
        });
    }

    private List<Branch> saveCall(CheckedStatement.Call call, Branch branch) {
        CheckedTerm output = call.output();
        if (output == null) {
            return List.of(branch.save(call));
        }
        CheckedTerm now = branch.plugged().term(output);
        if (now instanceof CheckedTerm.Local || now instanceof CheckedTerm.Constant) {
            return List.of(branch.save(call));
        }
        CheckedTerm.Local result = session.fresh(call.span());
        Branch called = branch.save(new CheckedStatement.Call(call.span(), call.callee(), call.args(), result));
        return unify(new CheckedStatement.Unify(call.span(), now, result), called);
    }

    /** A negation holds where none of the branches of its body does. */
    private List<Branch> not(CheckedStatement.Not not, Branch branch) {
        List<List<CheckedStatement>> alternatives = new ArrayList<>();
        for (Branch end : body(not.body().statements(), branch.negated())) {
            if (end.size() == 0) {
                return List.of();
            }
            alternatives.add(end.saved());
        }
        if (alternatives.isEmpty()) {
            return List.of(branch);
        }
        List<Branch> branches = negated(alternatives, branch, not.span());
        return branches != null
                ? branches
                : List.of(branch.save(negation(not.span(), support.negated(alternatives, branch.open(), not.span()))));
    }

    /** Of each alternative one statement must not hold; null where that cannot be said without rules, or takes too many. */
    private static @Nullable List<Branch> negated(
            List<List<CheckedStatement>> alternatives, Branch branch, Span place) {
        List<Branch> branches = List.of(branch);
        for (List<CheckedStatement> statements : alternatives) {
            Simplifier.Simplified simple = Simplifier.simplify(statements, branch.open());
            boolean plain = simple.calls().isEmpty()
                    && simple.statements().stream().allMatch(statement -> Negation.isPlain(statement, branch::isOpen));
            if (!plain || branches.size() * simple.statements().size() > NEGATED) {
                return null;
            }
            branches = each(
                    branches,
                    one -> simple.statements().stream()
                            .map(statement -> one.save(negation(place, statement)))
                            .toList());
        }
        return branches;
    }

    private static CheckedStatement negation(Span place, CheckedStatement statement) {
        return new CheckedStatement.Not(place, new CheckedBody(place, List.of(statement)));
    }

    /** Over few elements that are known it is its body for each of them. */
    private List<Branch> every(CheckedStatement.Every every, Branch branch) {
        return each(value(every.domain(), branch), found -> {
            List<Map.Entry<RegoValue, RegoValue>> elements =
                    found.term() instanceof CheckedTerm.Constant constant ? elements(constant.value()) : null;
            if (elements == null) {
                return List.of(found.branch()
                        .save(new CheckedStatement.Every(
                                every.span(), every.key(), every.value(), found.term(), every.body())));
            }
            List<Branch> branches = List.of(found.branch());
            for (Map.Entry<RegoValue, RegoValue> element : elements) {
                branches = each(branches, one -> element(every, element, one));
            }
            return branches;
        });
    }

    private List<Branch> element(CheckedStatement.Every every, Map.Entry<RegoValue, RegoValue> element, Branch branch) {
        Map<Integer, CheckedTerm> values = new HashMap<>();
        LocalVar key = every.key();
        if (key != null) {
            values.put(key.id(), new CheckedTerm.Constant(every.span(), element.getKey()));
        }
        values.put(every.value().id(), new CheckedTerm.Constant(every.span(), element.getValue()));
        return own(every.body(), values, branch);
    }

    /** A body with variables of its own: those that have no value outside are others each time. */
    private List<Branch> own(CheckedBody body, Map<Integer, CheckedTerm> values, Branch branch) {
        Map<Integer, CheckedTerm> own = new HashMap<>(values);
        Renaming renaming = new Renaming(variable -> branch.isOpen(variable)
                ? null
                : own.computeIfAbsent(variable.id(), ignored -> session.renamed(variable, body.span())));
        return body(renaming.statements(branch.plugged().statements(body.statements())), branch);
    }

    /** Keys and elements, or null where it is no collection, or too many. */
    private static @Nullable List<Map.Entry<RegoValue, RegoValue>> elements(RegoValue domain) {
        List<Map.Entry<RegoValue, RegoValue>> elements = new ArrayList<>();
        switch (domain) {
            case RegoArray array -> {
                int index = 0;
                for (RegoValue value : array) {
                    elements.add(Map.entry(RegoNumber.of(index++), value));
                }
            }
            case RegoSet set -> set.forEach(value -> elements.add(Map.entry(value, value)));
            case RegoObject object -> object.forEach((key, value) -> elements.add(Map.entry(key, value)));
            default -> {
                return null;
            }
        }
        return elements.size() > UNROLLED ? null : elements;
    }

    /** What is replaced is made simple; what sees the replacement stays as it is. */
    private List<Branch> with(CheckedStatement.With with, Branch branch) {
        List<CheckedTerm> values = with.replacements().stream()
                .map(Replacement::term)
                .filter(Objects::nonNull)
                .toList();
        return each(all(values, branch), found -> {
            Iterator<CheckedTerm> simple = found.terms().iterator();
            List<Replacement> replacements = new ArrayList<>();
            for (Replacement replacement : with.replacements()) {
                replacements.add(replacement.term() == null ? replacement : replacement.with(simple.next()));
            }
            CheckedStatement.With now = new CheckedStatement.With(with.span(), replacements, with.statements());
            return isKnown(found.branch().plugged().statement(now), found.branch())
                    ? run(List.of(now), found.branch())
                    : List.of(found.branch().save(now));
        });
    }

    /** The simple terms that terms come to, together. */
    List<Values> all(List<CheckedTerm> terms, Branch branch) {
        List<Values> found = List.of(new Values(branch, List.of()));
        for (CheckedTerm term : terms) {
            List<Values> longer = new ArrayList<>();
            for (Values before : found) {
                for (Value value : value(term, before.branch())) {
                    List<CheckedTerm> more = new ArrayList<>(before.terms());
                    more.add(value.term());
                    longer.add(new Values(value.branch(), more));
                }
            }
            found = longer;
        }
        return found;
    }

    /** The simple terms that a term comes to. */
    List<Value> value(CheckedTerm term, Branch branch) {
        CheckedTerm now = branch.plugged().term(term);
        if (now instanceof CheckedTerm.Constant || now instanceof CheckedTerm.Local) {
            return List.of(new Value(branch, now));
        }
        boolean free = now instanceof CheckedTerm.ArrayTerm || now instanceof CheckedTerm.ObjectTerm;
        if (!free && isKnown(now, branch)) {
            return documents.known(now, branch);
        }
        return switch (now) {
            case CheckedTerm.Constant t -> List.of(new Value(branch, t));
            case CheckedTerm.Local t -> List.of(new Value(branch, t));
            case CheckedTerm.Input t -> List.of(saved(t, branch));
            case CheckedTerm.Data t -> List.of(saved(t, branch));
            case CheckedTerm.Reference t -> documents.reference(t, branch);
            case CheckedTerm.ArrayTerm t -> collection(t.elements(), branch, Literals::array, t.span());
            case CheckedTerm.SetTerm t -> collection(t.elements(), branch, Literals::set, t.span());
            case CheckedTerm.ObjectTerm t -> {
                List<CheckedTerm> parts = new ArrayList<>();
                t.entries().forEach(entry -> {
                    parts.add(entry.key());
                    parts.add(entry.value());
                });
                yield collection(parts, branch, Evaluator::object, t.span());
            }
            case CheckedTerm.Comprehension t -> List.of(saved(t, branch));
            case CheckedTerm.Template t -> List.of(saved(t, branch));
        };
    }

    private static CheckedTerm object(Span place, List<CheckedTerm> parts) {
        List<CheckedTerm.Entry> entries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            entries.add(new CheckedTerm.Entry(parts.get(i), parts.get(i + 1)));
        }
        return Literals.object(place, entries);
    }

    private List<Value> collection(
            List<CheckedTerm> parts,
            Branch branch,
            BiFunction<Span, List<CheckedTerm>, CheckedTerm> maker,
            Span place) {
        return all(parts, branch).stream()
                .map(found -> new Value(
                        found.branch(),
                        maker.apply(place, found.branch().plugged().terms(found.terms()))))
                .toList();
    }

    /** A variable that gets the value of a term later. */
    Value saved(CheckedTerm term, Branch branch) {
        CheckedTerm.Local variable = session.fresh(term.span());
        return new Value(branch.save(new CheckedStatement.Unify(term.span(), variable, term)), variable);
    }
}
