package dev.writ.policy.partial;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.check.Replacement;
import dev.writ.policy.check.RuleNode;
import dev.writ.policy.value.RegoValue;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which unknowns a statement reads, through rules too: the numbers of {@link Unknowns}, and one more for functions that are
 * not deterministic. Rules do not depend on themselves, so that asking for them ends.
 */
final class Dependence {
    private final CheckedProgram program;
    private final Unknowns unknowns;
    private final BuiltinRegistry builtins;
    private final boolean callsNow;
    private final Map<List<RegoValue>, BitSet> rules = new HashMap<>();

    /** @param callsNow whether functions that are not deterministic count as known */
    Dependence(CheckedProgram program, Unknowns unknowns, BuiltinRegistry builtins, boolean callsNow) {
        this.program = program;
        this.unknowns = unknowns;
        this.builtins = builtins;
        this.callsNow = callsNow;
    }

    boolean isKnown(CheckedStatement statement) {
        return of(statement).isEmpty();
    }

    boolean isKnown(CheckedTerm term) {
        BitSet found = new BitSet();
        term(term, found);
        return found.isEmpty();
    }

    boolean isKnown(RuleNode node) {
        return rules(node).isEmpty();
    }

    boolean isKnown(Callee callee) {
        BitSet found = new BitSet();
        callee(callee, found);
        return found.isEmpty();
    }

    /** Whether a document without rules is known. */
    boolean isKnown(boolean input, List<RegoValue> keys) {
        return unknowns.overlapping(input, keys).isEmpty();
    }

    private BitSet of(CheckedStatement statement) {
        BitSet found = new BitSet();
        statement(statement, found);
        return found;
    }

    private BitSet rules(RuleNode node) {
        BitSet known = rules.get(node.path());
        if (known != null) {
            return known;
        }
        BitSet found = new BitSet();
        for (CheckedRule rule : node.rules()) {
            rule.dynamicPath().forEach(key -> term(key, found));
            for (CheckedRule.Branch branch : rule.branches()) {
                body(branch.body(), found);
                term(branch.value(), found);
            }
        }
        rules.put(node.path(), found);
        return found;
    }

    private void subtree(RuleNode node, BitSet found) {
        found.or(rules(node));
        node.children().values().forEach(child -> subtree(child, found));
    }

    private void body(CheckedBody body, BitSet found) {
        body.statements().forEach(statement -> statement(statement, found));
    }

    private void statement(CheckedStatement statement, BitSet found) {
        if (statement instanceof CheckedStatement.Call call) {
            callee(call.callee(), found);
        } else if (statement instanceof CheckedStatement.With with) {
            with(with, found);
        } else if (statement instanceof CheckedStatement.Print print) {
            print.operands().forEach(part -> part(part, found));
        }
        statement.eachTerm(term -> term(term, found));
        statement.eachBody(body -> body(body, found));
    }

    /** What is replaced is read no more; what replaces it is. */
    private void with(CheckedStatement.With with, BitSet found) {
        BitSet inside = new BitSet();
        with.statements().forEach(statement -> statement(statement, inside));
        for (Replacement replacement : with.replacements()) {
            switch (replacement) {
                case Replacement.OfInput r -> {
                    hide(true, r.path(), inside);
                    term(r.value(), found);
                }
                case Replacement.OfData r -> {
                    hide(false, r.path(), inside);
                    term(r.value(), found);
                }
                case Replacement.OfFunctionByValue r -> term(r.value(), found);
                case Replacement.OfFunctionByFunction r -> callee(r.value(), found);
            }
        }
        found.or(inside);
    }

    private void hide(boolean input, List<RegoValue> replaced, BitSet found) {
        for (int i = 0; i < unknowns.paths().size(); i++) {
            if (unknowns.paths().get(i).isIn(input, replaced)) {
                found.clear(i);
            }
        }
    }

    private void callee(Callee callee, BitSet found) {
        switch (callee) {
            case Callee.Builtin builtin -> {
                boolean differs = builtins.signature(builtin.name())
                        .map(BuiltinSignature::nondeterministic)
                        .orElse(false);
                if (differs && !callsNow) {
                    found.set(unknowns.size());
                }
            }
            case Callee.Function function -> found.or(rules(program.function(function)));
        }
    }

    private void part(CheckedTerm.Part part, BitSet found) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            term(hole.element(), found);
            body(hole.body(), found);
        }
    }

    private void term(CheckedTerm term, BitSet found) {
        switch (term) {
            case CheckedTerm.Input t -> found.or(unknowns.overlapping(true, List.of()));
            case CheckedTerm.Data t -> data(List.of(), found);
            case CheckedTerm.Reference t -> reference(t, found);
            case CheckedTerm.Comprehension t -> {
                CheckedTerm key = t.key();
                if (key != null) {
                    term(key, found);
                }
                term(t.element(), found);
                body(t.body(), found);
            }
            case CheckedTerm.Template t -> t.parts().forEach(part -> part(part, found));
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Local t -> {}
            case CheckedTerm.ArrayTerm t -> t.eachOperand(element -> term(element, found));
            case CheckedTerm.SetTerm t -> t.eachOperand(element -> term(element, found));
            case CheckedTerm.ObjectTerm t -> t.eachOperand(element -> term(element, found));
        }
    }

    /** Only the part of a document that is named is read. */
    private void reference(CheckedTerm.Reference reference, BitSet found) {
        CheckedTerm head = reference.head();
        if (head instanceof CheckedTerm.Input) {
            found.or(unknowns.overlapping(true, Literals.prefix(reference.path())));
        } else if (head instanceof CheckedTerm.Data) {
            data(Literals.prefix(reference.path()), found);
        } else {
            term(head, found);
        }
        reference.path().forEach(operand -> term(operand, found));
    }

    private void data(List<RegoValue> keys, BitSet found) {
        found.or(unknowns.overlapping(false, keys));
        RuleNode node = program.root();
        for (RegoValue key : keys) {
            RuleNode child = node.child(key);
            if (child == null) {
                return;
            }
            node = child;
            found.or(rules(node));
        }
        subtree(node, found);
    }
}
