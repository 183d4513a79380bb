package dev.writ.policy.plan;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Clause;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.RuleIndex;
import dev.writ.policy.ir.RuleIndex.Node;
import dev.writ.policy.ir.RuleIndex.Term;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds rule indexes. A clause can only hold where every comparison of a place with a constant on its way to the end
 * holds; the index asks for those that many clauses make, the most frequent first.
 */
final class RuleIndexing {

    private static final int MIN_CLAUSES = 3;
    private static final int MAX_TERMS = 6;

    private RuleIndexing() {}

    /**
     * The index of these clauses, if it narrows them. An explanation leaves out what cannot hold even where looking it up
     * costs more than trying it, and where everything is to be tried nothing is left out.
     */
    static Optional<RuleIndex> index(List<Clause> clauses, int parameters, Purpose purpose) {
        boolean explained = purpose == Purpose.EXPLANATION;
        if (purpose == Purpose.EVERYTHING || clauses.isEmpty() || (clauses.size() < MIN_CLAUSES && !explained)) {
            return Optional.empty();
        }
        List<Map<Term, RegoValue>> conditions =
                clauses.stream().map(clause -> conditions(clause, parameters)).toList();
        int least = explained ? 1 : 2;
        List<Term> terms = frequent(conditions, least);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> all = IntStream.range(0, clauses.size()).boxed().toList();
        return Optional.of(new RuleIndex(terms, node(all, terms, 0, conditions, least)));
    }

    private static List<Term> frequent(List<Map<Term, RegoValue>> conditions, int least) {
        Map<Term, Integer> counts = new LinkedHashMap<>();
        conditions.forEach(condition -> condition.keySet().forEach(term -> counts.merge(term, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() >= least)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_TERMS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Node node(
            List<Integer> clauses, List<Term> terms, int level, List<Map<Term, RegoValue>> conditions, int least) {
        if (level == terms.size() || clauses.size() < least) {
            return new Node.Leaf(clauses);
        }
        Map<RegoValue, List<Integer>> equal = new LinkedHashMap<>();
        List<Integer> any = new ArrayList<>();
        for (int clause : clauses) {
            RegoValue value = conditions.get(clause).get(terms.get(level));
            if (value == null) {
                any.add(clause);
            } else {
                equal.computeIfAbsent(value, ignored -> new ArrayList<>()).add(clause);
            }
        }
        if (equal.isEmpty()) {
            return node(any, terms, level + 1, conditions, least);
        }
        Map<RegoValue, Node> children = new HashMap<>();
        equal.forEach((value, group) -> children.put(value, node(group, terms, level + 1, conditions, least)));
        return new Node.Branch(level, children, node(any, terms, level + 1, conditions, least));
    }

    /** What must hold for any branch of the clause: only clauses with one branch have conditions. */
    private static Map<Term, RegoValue> conditions(Clause clause, int parameters) {
        Map<Term, RegoValue> found = new LinkedHashMap<>();
        if (clause.branches().size() == 1) {
            Map<Integer, Term> places = new HashMap<>();
            for (int i = 0; i < parameters; i++) {
                places.put(i, new Term.Argument(i, List.of()));
            }
            collect(clause.branches().getFirst(), places, found);
        }
        return found;
    }

    private static void collect(Block block, Map<Integer, Term> places, Map<Term, RegoValue> found) {
        Block current = block;
        while (current != null) {
            Block next = null;
            for (Statement statement : current.statements()) {
                switch (statement) {
                    case Statement.Assigning assigning -> note(assigning, places);
                    case Statement.RequireEqual equal -> {
                        compare(equal.left(), equal.right(), places, found);
                        compare(equal.right(), equal.left(), places, found);
                    }
                    // Behind a `with` the same place can have another value.
                    case Statement.With ignored -> {
                        return;
                    }
                    case Statement.Looping loop -> next = loop.body();
                    case Statement.Testing ignored -> {}
                    case Statement.Yielding ignored -> {}
                }
            }
            current = next;
        }
    }

    private static void note(Statement.Assigning statement, Map<Integer, Term> places) {
        switch (statement) {
            case Statement.LoadPath load -> places.put(load.target(), new Term.Path(load.root(), load.path()));
            case Statement.Lookup lookup -> {
                Term term = place(lookup.source(), places);
                if (term != null && lookup.key() instanceof Operand.Constant key) {
                    places.put(lookup.target(), below(term, key.value()));
                }
            }
            case Statement.Move move -> {
                Term term = place(move.source(), places);
                if (term != null) {
                    places.put(move.target(), term);
                }
            }
            case Statement.Assigning ignored -> {}
        }
    }

    private static Term below(Term term, RegoValue key) {
        return switch (term) {
            case Term.Argument argument -> new Term.Argument(argument.slot(), append(argument.path(), key));
            case Term.Path path -> new Term.Path(path.root(), append(path.path(), key));
        };
    }

    private static List<RegoValue> append(List<RegoValue> path, RegoValue key) {
        List<RegoValue> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static void compare(
            Operand place, Operand constant, Map<Integer, Term> places, Map<Term, RegoValue> found) {
        Term term = place(place, places);
        if (term != null && constant instanceof Operand.Constant known) {
            found.putIfAbsent(term, known.value());
        }
    }

    private static @Nullable Term place(Operand operand, Map<Integer, Term> places) {
        return operand instanceof Operand.Slot slot ? places.get(slot.index()) : null;
    }
}
