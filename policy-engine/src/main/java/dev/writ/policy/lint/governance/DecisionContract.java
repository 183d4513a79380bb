package dev.writ.policy.lint.governance;

import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.value.RegoBoolean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The decision's document is not of the shape that the service reads. */
public final class DecisionContract implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
            "governance", "decision-contract", "the decision's document is not of the shape that the service reads");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> MEMBERS = Set.of("allow", "deny", "require", "obligations");

    @Override
    public void check(Linted module, Sink sink) {
        List<String> packagePath = module.packagePath();
        for (Rule rule : module.rules()) {
            List<String> path = new ArrayList<>(packagePath);
            path.addAll(ModuleFacts.definition(rule).path());
            if (module.project().decisions().contains(path)) {
                check(module, rule, sink);
            }
        }
    }

    @Override
    public void checkProject(Project project, Sink sink) {
        for (List<String> decision : project.decisions()) {
            boolean packaged = project.packageGraph().target(decision).isEmpty();
            if (!packaged && project.definitions(decision).isEmpty()) {
                sink.report("a manifest names the decision `" + String.join("/", decision)
                        + "`, and there is no such rule");
            }
        }
    }

    private static void check(Linted module, Rule rule, Sink sink) {
        if (rule.head().isFunction() || rule.head().isContains()) {
            sink.report(rule.head().span(), "a decision is a rule with one value, an object");
            return;
        }
        switch (rule.head().value()) {
            case Term.ObjectLiteral object -> members(module, object, sink);
            case Term.Scalar scalar ->
                sink.report(
                        scalar.span(),
                        "a decision is an object, not `" + scalar.span().text() + "`");
            case Term.ArrayLiteral array -> sink.report(array.span(), "a decision is an object, not an array");
            case Term.SetLiteral set -> sink.report(set.span(), "a decision is an object, not a set");
            case null, default -> {}
        }
    }

    private static void members(Linted module, Term.ObjectLiteral object, Sink sink) {
        Set<String> missing = new TreeSet<>(MEMBERS);
        for (ObjectEntry entry : object.entries()) {
            String name = Terms.string(entry.key());
            if (name == null) {
                return;
            }
            missing.remove(name);
            if (!MEMBERS.contains(name)) {
                sink.report(entry.key().span(), "the contract has no member `" + name + "`, so this denies everything");
            } else if (!fits(name, Objects.requireNonNullElse(module.definitionOf(entry.value()), entry.value()))) {
                sink.report(
                        entry.value().span(),
                        name.equals("allow") ? "`allow` must be `true` or `false`" : "`" + name + "` must be a list");
            }
        }
        if (!missing.isEmpty()) {
            sink.report(object.span(), "the document lacks `" + String.join("`, `", missing) + "`");
        }
    }

    private static boolean fits(String name, Term value) {
        return switch (value) {
            case Term.Scalar scalar -> name.equals("allow") && scalar.value() instanceof RegoBoolean;
            case Term.TemplateString t -> false;
            case Term.ObjectLiteral t -> false;
            case Term.ObjectComprehension t -> false;
            case Term.ArrayLiteral t -> !name.equals("allow");
            case Term.SetLiteral t -> !name.equals("allow");
            case Term.ArrayComprehension t -> !name.equals("allow");
            case Term.SetComprehension t -> !name.equals("allow");
            case Var t -> true;
            case Ref t -> true;
            case Term.Call t -> true;
            case Term.Infix t -> true;
            case Term.Membership t -> true;
            case Term.Negative t -> true;
        };
    }
}
