package dev.writ.policy.lint.testing;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The name means nothing. */
public final class MetasyntacticVariable implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("testing", "metasyntactic-variable", "the name means nothing");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> NAMES = Set.of(
            "foobar", "foo", "bar", "baz", "qux", "quux", "corge", "grault", "garply", "waldo", "fred", "plugh",
            "xyzzy", "thud");
    private static final Pattern WORD_END = Pattern.compile("_+|(?<=[a-z0-9])(?=[A-Z])");

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            if (rule.form() != BodyForm.CHAINED) {
                for (Term part : rule.head().ref()) {
                    String name = Terms.isOne(part, rule.head().ref().getFirst())
                            ? rule.head().name()
                            : Terms.string(part);
                    if (name != null && isMeaningless(name)) {
                        sink.report(part.span(), "`" + name + "` says nothing: name what it is");
                    }
                }
            }
        }
        for (Var var : module.all(Var.class)) {
            Binding binding = module.binding(var);
            if (binding.isLocal() && isMeaningless(var.name()) && isFirst(binding, var)) {
                sink.report(var.span(), "`" + var.name() + "` says nothing: name what it is");
            }
        }
    }

    private static boolean isFirst(Binding binding, Var var) {
        return binding.declarations().isEmpty()
                ? !binding.occurrences().isEmpty()
                        && Terms.isOne(binding.occurrences().getFirst(), var)
                : Terms.isOne(binding.declarations().getFirst(), var);
    }

    private static boolean isMeaningless(String name) {
        return WORD_END.splitAsStream(name).anyMatch(word -> NAMES.contains(word.toLowerCase(Locale.ROOT)));
    }
}
