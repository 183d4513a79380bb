package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way to go on: what is known of variables, and what was saved because it could not be decided. Immutable.
 *
 * <p>A variable is <em>free</em> before anything gives it a value, then <em>known</em> (it has a term), or <em>open</em>: a saved
 * statement gives it its value later. Open variables of what is around a negation are <em>rigid</em> in it: what is found
 * out about them in there does not hold outside.
 */
final class Branch {
    private final Map<Integer, CheckedTerm> known;
    private final List<CheckedStatement> saved;
    private final BitSet open;
    private final BitSet rigid;

    private Branch(Map<Integer, CheckedTerm> known, List<CheckedStatement> saved, BitSet open, BitSet rigid) {
        this.known = known;
        this.saved = saved;
        this.open = open;
        this.rigid = rigid;
    }

    static Branch empty() {
        return new Branch(Map.of(), List.of(), new BitSet(), new BitSet());
    }

    /** What was saved, with what is known now. */
    List<CheckedStatement> saved() {
        return plugged().statements(saved);
    }

    /** How much was saved. */
    int size() {
        return saved.size();
    }

    BitSet open() {
        return (BitSet) open.clone();
    }

    boolean isOpen(LocalVar variable) {
        return open.get(variable.id());
    }

    boolean isRigid(LocalVar variable) {
        return rigid.get(variable.id());
    }

    /** Puts in what is known. */
    Renaming plugged() {
        return new Renaming(this::value);
    }

    private @Nullable CheckedTerm value(LocalVar variable) {
        CheckedTerm term = known.get(variable.id());
        return term == null ? null : plugged().term(term);
    }

    /** The same, where a variable has a value. */
    Branch with(LocalVar variable, CheckedTerm value) {
        Map<Integer, CheckedTerm> more = new HashMap<>(known);
        more.put(variable.id(), value);
        return new Branch(more, saved, open, rigid);
    }

    /** The same, where values were found. */
    Branch with(Map<LocalVar, CheckedTerm> values) {
        Map<Integer, CheckedTerm> more = new HashMap<>(known);
        values.forEach((variable, value) -> more.put(variable.id(), value));
        return new Branch(more, saved, open, rigid);
    }

    /** The same with one more statement, which gives its free variables values. */
    Branch save(CheckedStatement statement) {
        CheckedStatement now = plugged().statement(statement);
        List<CheckedStatement> more = new ArrayList<>(saved);
        more.add(now);
        BitSet opened = open();
        Occurrences.outside(now, variable -> opened.set(variable.id()));
        return new Branch(known, more, opened, rigid);
    }

    /** The same, where the variables of a term are open: something that was saved gives them values. */
    Branch opening(CheckedTerm term) {
        BitSet opened = open();
        Occurrences.outside(term, variable -> opened.set(variable.id()));
        return new Branch(known, saved, opened, rigid);
    }

    /** Where the body of a negation starts. */
    Branch negated() {
        return new Branch(known, List.of(), open, open);
    }

    /** Where something starts that shares nothing but what is known. */
    Branch inner() {
        return new Branch(known, List.of(), open, rigid);
    }
}
