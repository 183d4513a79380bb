package dev.writ.policy.check;

import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of a module with rules of several names, where a place alone does not say which rule is meant. */
final class SharedLines {
    private SharedLines() {}

    static Set<Integer> in(Module module) {
        Map<Integer, String> first = new HashMap<>();
        Set<Integer> shared = new HashSet<>();
        for (Rule rule : module.rules()) {
            String name = name(rule);
            add(rule.span().line(), name, first, shared);
            for (ElseBranch branch : rule.elses()) {
                add(branch.span().line(), name, first, shared);
            }
        }
        return shared;
    }

    private static void add(int line, String name, Map<Integer, String> first, Set<Integer> shared) {
        String known = first.putIfAbsent(line, name);
        if (known != null && !known.equals(name)) {
            shared.add(line);
        }
    }

    /** The name of {@code rule} as it is written, up to its first variable. */
    static String name(Rule rule) {
        List<Term> ref = rule.head().ref();
        int end = 1;
        while (end < ref.size() && ref.get(end) instanceof Term.Scalar) {
            end++;
        }
        return rule.head().name() + TermText.path(ref.subList(1, end));
    }
}
