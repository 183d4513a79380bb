package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.RuleNode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** What one partial evaluation shares: the program, what is known of it, and what was used up. Used by one thread. */
final class Session {
    private final CheckedProgram program;
    private final Dependence dependence;
    private final Known known;
    private final PartialOptions options;
    private final Unknowns notInlined;
    private final String namespace;
    private int locals;
    private int branches;
    private int depth;

    Session(CheckedProgram program, Dependence dependence, Known known, PartialOptions options, String namespace) {
        this.program = program;
        this.dependence = dependence;
        this.known = known;
        this.options = options;
        this.notInlined = Unknowns.of(options.disableInlining());
        this.namespace = namespace;
    }

    CheckedProgram program() {
        return program;
    }

    Dependence dependence() {
        return dependence;
    }

    Known known() {
        return known;
    }

    PartialLimits limits() {
        return options.limits();
    }

    /** The package below {@code data} that support goes to. */
    String namespace() {
        return namespace;
    }

    RegoValue namespaceKey() {
        return RegoString.of(namespace);
    }

    /** Whether what refers to a document may be replaced by what the document is. */
    boolean mayInline(RuleNode node) {
        return !options.shallowInlining()
                && notInlined.overlapping(false, node.path()).isEmpty();
    }

    /** A variable that there was not before. */
    CheckedTerm.Local fresh(Span place) {
        return new CheckedTerm.Local(place, new LocalVar(locals++, ""));
    }

    /** The same variable with a number that there was not before. */
    CheckedTerm.Local renamed(LocalVar variable, Span place) {
        return new CheckedTerm.Local(place, new LocalVar(locals++, variable.name()));
    }

    /** Gives the variables of a rule or query numbers that there were not before. */
    Renaming renaming(Span place, int count) {
        int base = locals;
        locals += count;
        return new Renaming(
                variable -> new CheckedTerm.Local(place, new LocalVar(base + variable.id(), variable.name())));
    }

    /** Counts one more branch. */
    void branch(Span place) {
        known.step(place);
        if (++branches > limits().branches()) {
            throw PartialFailure.limit(
                    place, "the partial evaluation takes more than " + limits().branches() + " branches");
        }
    }

    void enter(RuleNode node, Span place) {
        known.step(place);
        if (++depth > limits().depth()) {
            throw PartialFailure.limit(
                    place, "`" + name(node.path()) + "` is put into more than " + limits().depth() + " rules");
        }
    }

    void leave() {
        depth--;
    }

    private static String name(List<RegoValue> path) {
        StringBuilder out = new StringBuilder("data");
        path.forEach(key -> out.append(dev.writ.policy.ast.TermText.step(key)));
        return out.toString();
    }
}
