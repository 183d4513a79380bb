package dev.writ.policy.check;

import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.check.types.Misfit;
import dev.writ.policy.check.types.Operand;
import dev.writ.policy.check.types.Overlap;
import dev.writ.policy.check.types.PathTypes;
import dev.writ.policy.check.types.Selection;
import dev.writ.policy.check.types.Types;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the types in one body, and finds out those of its variables. */
final class BodyTypes {
    private final Surroundings around;
    private final TermTypes terms;
    private final List<Diagnostic> diagnostics;

    /**
     * What does not change while a rule is checked.
     *
     * @param functions how functions are called
     * @param replaced what is known of documents where modifiers replace some of them
     * @param marks about the statements of the rule
     */
    record Surroundings(FunctionTypes functions, ReplacedTypes replaced, Marks marks) {}

    BodyTypes(Surroundings around, TermTypes terms, List<Diagnostic> diagnostics) {
        this.around = around;
        this.terms = terms;
        this.diagnostics = diagnostics;
    }

    TermTypes terms() {
        return terms;
    }

    void body(List<CheckedStatement> statements) {
        statements.forEach(this::statement);
    }

    private void statement(CheckedStatement statement) {
        if (statement instanceof CheckedStatement.With with) {
            with(with);
            return;
        }
        int before = diagnostics.size();
        parts(statement);
        expression(statement, statement.span(), diagnostics.size() > before);
    }

    /** Statements under modifiers see other documents; what they find out about variables is seen after them too. */
    private void with(CheckedStatement.With with) {
        DocumentTypes seen = around.replaced().under(with, terms);
        around.replaced().checkFunctions(with, around.functions(), seen, diagnostics);
        new BodyTypes(around, terms.with(seen), diagnostics).body(with.statements());
    }

    /** Closures first, for their types; then references. */
    private void parts(CheckedStatement statement) {
        new TermWalk(new Closures(false)).statement(statement);
        new TermWalk(new References()).statement(statement);
    }

    /** The types of the closures in {@code term}. */
    void closures(CheckedTerm term) {
        new TermWalk(new Closures(false)).term(term);
    }

    private void expression(CheckedStatement statement, Span place, boolean failed) {
        switch (statement) {
            case CheckedStatement.Unify s -> equal(s, place, failed);
            case CheckedStatement.Call s -> call(s, place, failed);
            case CheckedStatement.Not s -> {
                if (around.marks().isPlain(s)) {
                    s.body().statements().forEach(inner -> expression(inner, place, failed));
                }
            }
            case CheckedStatement.Holds s -> {}
            case CheckedStatement.Every s -> {}
            case CheckedStatement.And s -> {}
            case CheckedStatement.Or s -> {}
            case CheckedStatement.With s -> {}
            case CheckedStatement.Print s -> {}
        }
    }

    private void equal(CheckedStatement.Unify unify, Span place, boolean failed) {
        RegoType left = terms.of(unify.left());
        RegoType right = terms.of(unify.right());
        boolean fits = new Inference(terms).equal(unify.left(), unify.right());
        if (!fits && !(failed && (Types.isUnknown(left) || Types.isUnknown(right)))) {
            diagnostics.add(TypeMessages.neverEqual(place, left, right));
        }
    }

    private void call(CheckedStatement.Call call, Span place, boolean failed) {
        RegoType.FunctionType function = around.functions().of(call.callee(), terms.documents());
        if (function == null) {
            return;
        }
        List<CheckedTerm> args = new ArrayList<>(call.args());
        CheckedTerm output = call.output();
        if (output != null && function.result() != null) {
            args.add(output);
        }
        if (call.callee() instanceof Callee.Builtin builtin
                && builtin.name().startsWith("internal.member_")
                && !member(call, place, args)) {
            return;
        }
        List<RegoType> have = args.stream().map(terms::of).toList();
        for (int i = 0; i < args.size(); i++) {
            RegoType want = wanted(function, i);
            RegoType given = have.get(i);
            boolean never = !Types.isUnknown(given) && !Overlap.of(given, want);
            if (never || !new Inference(terms).fits(args.get(i), want, false)) {
                if (!failed || have.stream().noneMatch(Types::isUnknown)) {
                    diagnostics.add(TypeMessages.arguments(place, call.callee().name(), have, function));
                }
                return;
            }
        }
    }

    private static RegoType wanted(RegoType.FunctionType function, int index) {
        if (index < function.args().size()) {
            return function.args().get(index);
        }
        RegoType rest = function.rest();
        RegoType result = function.result();
        return rest != null ? rest : result != null ? result : Types.ANY;
    }

    /** What is looked for must be able to be in the collection. False with a diagnostic. */
    private boolean member(CheckedStatement.Call call, Span place, List<CheckedTerm> args) {
        int count = call.args().size();
        RegoType collection = terms.of(args.get(count - 1));
        RegoType values = Selection.values(collection);
        if (values == null || values instanceof RegoType.Unknown) {
            return true;
        }
        RegoType keys = Selection.keys(collection);
        return (count < 3 || keys == null || operand(place, args.getFirst(), keys))
                && operand(place, args.get(count - 2), values);
    }

    private boolean operand(Span place, CheckedTerm term, RegoType type) {
        if (Types.isUnknown(type)) {
            return true;
        }
        RegoType have = terms.of(term);
        boolean never = !Types.isUnknown(have) && !Overlap.of(have, type);
        if (never || !new Inference(terms).fits(term, type, false)) {
            diagnostics.add(TypeMessages.neverEqual(place, have, type));
            return false;
        }
        return true;
    }

    private BodyTypes inside(List<Diagnostic> found) {
        return new BodyTypes(
                around, TermTypes.of(terms.documents(), terms.locals().inside()), found);
    }

    /** Checks bodies of closures, and remembers the types of comprehensions. */
    private final class Closures implements TermWalk.Visitor {
        private final boolean nested;

        Closures(boolean nested) {
            this.nested = nested;
        }

        @Override
        public void reference(CheckedTerm.Reference reference) {
            // looked at afterwards, when the closures in it are known
        }

        @Override
        public void comprehension(CheckedTerm.Comprehension comprehension) {
            List<Diagnostic> found = new ArrayList<>();
            BodyTypes body = inside(found);
            body.body(comprehension.body().statements());
            diagnostics.addAll(found);
            if (found.isEmpty()) {
                terms.closures().put(comprehension, type(comprehension, body));
            }
        }

        private RegoType type(CheckedTerm.Comprehension comprehension, BodyTypes body) {
            body.closures(comprehension.element());
            RegoType element = body.terms().of(comprehension.element());
            CheckedTerm key = comprehension.key();
            return switch (comprehension.kind()) {
                // Elements of which nothing is known make an array that OPA takes for an empty one.
                case ARRAY -> new RegoType.ArrayType(List.of(), element instanceof RegoType.Unknown ? null : element);
                case SET -> new RegoType.SetType(element);
                case OBJECT ->
                    RegoType.ObjectType.of(
                            key == null ? Types.UNKNOWN : body.terms().of(key), element);
            };
        }

        /** What a template string shows may have any type from there on in the same body, as OPA has it. */
        @Override
        public void holes(List<CheckedTerm.Part.Hole> holes) {
            holes.forEach(this::printed);
            if (nested) {
                return;
            }
            for (CheckedTerm.Part.Hole hole : holes) {
                if (hole.element() instanceof CheckedTerm.Local shown) {
                    terms.locals().put(shown.var(), Types.ANY);
                }
            }
        }

        @Override
        public void printed(CheckedTerm.Part.Hole hole) {
            BodyTypes body = inside(diagnostics);
            body.body(hole.body().statements());
            new TermWalk(body.new Closures(false)).term(hole.element());
            new TermWalk(body.new References()).term(hole.element());
        }

        @Override
        public Closures inBodyOf(CheckedStatement statement) {
            boolean plain = statement instanceof CheckedStatement.Not not
                    && around.marks().isPlain(not);
            return plain ? this : new Closures(true);
        }
    }

    /** Checks references. */
    private final class References implements TermWalk.Visitor {
        @Override
        public void reference(CheckedTerm.Reference reference) {
            List<Key> operands = reference.path().stream().map(Key::new).toList();
            Misfit misfit = switch (reference.head()) {
                case CheckedTerm.Data t -> PathTypes.inDocument(terms.documents(), "data", operands);
                case CheckedTerm.Input t -> PathTypes.inDocument(terms.documents(), "input", operands);
                case CheckedTerm.Local t -> PathTypes.inValue(head(t.var()), operands);
                // Iterating a scalar as it is written, as in `some x in null`, is allowed and gives nothing, of any
                // type.
                case CheckedTerm.Constant t ->
                    PathTypes.inValue(TermTypes.scalar(t) != null ? Types.ANY : Types.of(t.value()), operands);
                case CheckedTerm.Reference t -> null;
                case CheckedTerm.ArrayTerm t -> null;
                case CheckedTerm.SetTerm t -> null;
                case CheckedTerm.ObjectTerm t -> null;
                case CheckedTerm.Comprehension t -> null;
                case CheckedTerm.Template t -> null;
            };
            if (misfit != null) {
                diagnostics.add(TypeMessages.undefined(reference, misfit));
            }
        }

        private RegoType head(LocalVar var) {
            RegoType known = terms.locals().of(var);
            if (known instanceof RegoType.Unknown) {
                terms.locals().put(var, Types.ANY);
                return Types.ANY;
            }
            return known;
        }

        @Override
        public void comprehension(CheckedTerm.Comprehension comprehension) {
            // was looked at before
        }

        @Override
        public void holes(List<CheckedTerm.Part.Hole> holes) {
            // were looked at before
        }

        @Override
        public void printed(CheckedTerm.Part.Hole operand) {
            // was looked at before
        }

        @Override
        public References inBodyOf(CheckedStatement statement) {
            return this;
        }
    }

    /** An operand of a reference. */
    private final class Key implements Operand {
        private final CheckedTerm term;

        Key(CheckedTerm term) {
            this.term = term;
        }

        @Override
        public @Nullable RegoValue scalar() {
            return TermTypes.scalar(term);
        }

        @Override
        public boolean isCollection() {
            return term instanceof CheckedTerm.ArrayTerm
                    || term instanceof CheckedTerm.SetTerm
                    || term instanceof CheckedTerm.ObjectTerm
                    || (term instanceof CheckedTerm.Constant && scalar() == null);
        }

        @Override
        public RegoType type() {
            return terms.of(term);
        }

        @Override
        public boolean fits(RegoType type) {
            return new Inference(terms).fits(term, type, false);
        }
    }
}
