package dev.writ.policy.lint.style;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import java.util.regex.Pattern;

/** Names are in snake_case. */
public final class PreferSnakeCase implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "prefer-snake-case", "names are in snake_case");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Pattern SNAKE = Pattern.compile("[a-z0-9_]*");

    @Override
    public void check(Linted module, Sink sink) {
        module.module().packageDecl().path().forEach(part -> check(part.name(), part.span(), sink));
        for (Rule rule : module.rules()) {
            if (rule.form() != BodyForm.CHAINED) {
                check(rule.head().name(), Linted.nameOf(rule), sink);
                rule.head().ref().stream().skip(1).forEach(part -> {
                    String name = Terms.string(part);
                    if (name != null && TermText.isIdentifier(name)) {
                        check(name, part.span(), sink);
                    }
                });
            }
        }
        for (Var var : module.all(Var.class)) {
            Binding binding = module.binding(var);
            if (binding.isLocal() && binding.declarations().stream().anyMatch(declared -> Terms.isOne(declared, var))) {
                check(var.name(), var.span(), sink);
            }
        }
    }

    private static void check(String name, Span place, Sink sink) {
        if (TermText.isIdentifier(name) && !SNAKE.matcher(name).matches()) {
            sink.report(place, "write `" + name + "` in snake_case");
        }
    }
}
