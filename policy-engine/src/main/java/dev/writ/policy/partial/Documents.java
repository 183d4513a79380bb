package dev.writ.policy.partial;

import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.RuleKind;
import dev.writ.policy.check.RuleNode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** References into documents, of which rules may be put in the place of what refers to them. */
final class Documents {
    private final Session session;
    private final Evaluator evaluator;
    private final Support support;

    Documents(Session session, Evaluator evaluator, Support support) {
        this.session = session;
        this.evaluator = evaluator;
        this.support = support;
    }

    /** Whether a term is a place in an unknown document without rules. */
    boolean isBase(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Input t -> !session.dependence().isKnown(true, List.of());
            case CheckedTerm.Reference t
            when t.head() instanceof CheckedTerm.Input ->
                !session.dependence().isKnown(true, Literals.prefix(t.path()));
            case CheckedTerm.Reference t
            when t.head() instanceof CheckedTerm.Data ->
                !session.dependence().isKnown(false, Literals.prefix(t.path())) && !hasRules(t.path());
            case CheckedTerm.Reference t -> t.head() instanceof CheckedTerm.Local;
            default -> false;
        };
    }

    private boolean hasRules(List<CheckedTerm> path) {
        RuleNode node = session.program().root();
        for (RegoValue key : Literals.prefix(path)) {
            RuleNode child = node.child(key);
            if (child == null) {
                return false;
            }
            node = child;
        }
        return true;
    }

    /** A reference whose operands are simple. */
    List<Evaluator.Value> flat(CheckedTerm term, Branch branch) {
        if (!(term instanceof CheckedTerm.Reference reference)) {
            return List.of(new Evaluator.Value(branch, term));
        }
        return evaluator.all(reference.path(), branch).stream()
                .map(found -> new Evaluator.Value(
                        found.branch(),
                        Literals.reference(
                                reference.span(),
                                found.branch().plugged().term(reference.head()),
                                found.branch().plugged().terms(found.terms()))))
                .toList();
    }

    /** The values of a term that depends on nothing unknown, in each of its solutions. */
    List<Evaluator.Value> known(CheckedTerm term, Branch branch) {
        CheckedTerm.Local result = session.fresh(term.span());
        CheckedStatement equation = new CheckedStatement.Unify(term.span(), result, term);
        return session.known().solutions(List.of(equation)).stream()
                .map(solution -> new Evaluator.Value(branch.with(solution), result))
                .map(value -> new Evaluator.Value(
                        value.branch(), value.branch().plugged().term(result)))
                .toList();
    }

    /** The values of a reference that is not known. */
    List<Evaluator.Value> reference(CheckedTerm.Reference reference, Branch branch) {
        List<Evaluator.Value> all = new ArrayList<>();
        for (Evaluator.Value flat : flat(reference, branch)) {
            if (flat.term() instanceof CheckedTerm.Reference simple) {
                all.addAll(simple(simple, flat.branch()));
            } else {
                all.add(flat);
            }
        }
        return all;
    }

    private List<Evaluator.Value> simple(CheckedTerm.Reference reference, Branch branch) {
        return switch (reference.head()) {
            case CheckedTerm.Data ignored -> data(reference, branch);
            case CheckedTerm.Input ignored ->
                session.dependence().isKnown(reference)
                        ? cases(reference, branch)
                        : List.of(evaluator.saved(reference, branch));
            case CheckedTerm.Constant ignored -> cases(reference, branch);
            case CheckedTerm.Local ignored -> List.of(evaluator.saved(reference, branch));
            default -> {
                List<Evaluator.Value> all = new ArrayList<>();
                for (Evaluator.Value head : evaluator.value(reference.head(), branch)) {
                    CheckedTerm start = head.branch().plugged().term(head.term());
                    Evaluator.Value variable =
                            start instanceof CheckedTerm.Local || start instanceof CheckedTerm.Constant
                                    ? new Evaluator.Value(head.branch(), start)
                                    : evaluator.saved(start, head.branch());
                    CheckedTerm whole = Literals.reference(reference.span(), variable.term(), reference.path());
                    all.add(evaluator.saved(whole, variable.branch()));
                }
                yield all;
            }
        };
    }

    /** A known document at a key that is not: each key that there is, where the key is that one. */
    private List<Evaluator.Value> cases(CheckedTerm.Reference reference, Branch branch) {
        Map<LocalVar, CheckedTerm> keys = new LinkedHashMap<>();
        List<CheckedTerm> path = new ArrayList<>();
        for (CheckedTerm operand : reference.path()) {
            if (Occurrences.any(operand, branch::isOpen)) {
                CheckedTerm.Local key = session.fresh(reference.span());
                keys.put(key.var(), operand);
                path.add(key);
            } else {
                path.add(operand);
            }
        }
        CheckedTerm whole = Literals.reference(reference.span(), reference.head(), path);
        List<Evaluator.Value> found = known(whole, branch);
        if (found.size() > session.limits().cases()) {
            return List.of(evaluator.saved(reference, branch));
        }
        Unification unification = new Unification(reference.span());
        List<Evaluator.Value> all = new ArrayList<>();
        for (Evaluator.Value value : found) {
            Branch current = value.branch();
            for (Map.Entry<LocalVar, CheckedTerm> key : keys.entrySet()) {
                CheckedTerm existing = new CheckedTerm.Local(reference.span(), key.getKey());
                current = current == null ? null : unification.unify(existing, key.getValue(), current);
            }
            if (current != null) {
                all.add(new Evaluator.Value(current, value.term()));
            }
        }
        return all;
    }

    private List<Evaluator.Value> data(CheckedTerm.Reference reference, Branch branch) {
        if (session.dependence().isKnown(reference)) {
            return cases(reference, branch);
        }
        RuleNode node = session.program().root();
        List<CheckedTerm> path = reference.path();
        for (int i = 0; i < path.size(); i++) {
            RuleNode child = path.get(i) instanceof CheckedTerm.Constant key ? node.child(key.value()) : null;
            if (child == null) {
                break;
            }
            node = child;
            if (!node.rules().isEmpty()) {
                return rules(node, path.subList(i + 1, path.size()), reference, branch);
            }
        }
        return List.of(evaluator.saved(reference, branch));
    }

    private List<Evaluator.Value> rules(
            RuleNode node, List<CheckedTerm> rest, CheckedTerm.Reference reference, Branch branch) {
        if (session.dependence().isKnown(node) && node.children().isEmpty()) {
            return cases(reference, branch);
        }
        if (session.mayInline(node)
                && node.children().isEmpty()
                && node.rules().stream().allMatch(Documents::isSimple)) {
            List<Evaluator.Value> inlined =
                    isSet(node) ? rest.isEmpty() ? null : members(node, rest, branch) : complete(node, rest, branch);
            if (inlined != null) {
                return inlined;
            }
        }
        if (!node.children().isEmpty()) {
            return List.of(evaluator.saved(reference, branch));
        }
        List<RegoValue> supported = support.of(node, evaluator);
        if (supported == null) {
            return List.of(evaluator.saved(reference, branch));
        }
        Span place = reference.span();
        if (support.isEmpty(supported)) {
            RegoValue nothing = nothing(node);
            return nothing == null
                    ? List.of()
                    : evaluator.value(
                            Literals.reference(place, new CheckedTerm.Constant(place, nothing), rest), branch);
        }
        CheckedTerm document = Literals.reference(place, Support.reference(supported, place), rest);
        CheckedTerm.Local value = session.fresh(place);
        return List.of(new Evaluator.Value(branch.save(new CheckedStatement.Unify(place, document, value)), value));
    }

    /**
     * A document with a default that is compared with another constant: its default does not matter then. Null where that
     * is not what is compared.
     */
    @Nullable
    List<Branch> compared(CheckedTerm left, CheckedTerm right, Branch branch) {
        CheckedTerm wanted = left instanceof CheckedTerm.Constant ? left : right;
        CheckedTerm document = left instanceof CheckedTerm.Constant ? right : left;
        RuleNode node = withDefault(document);
        if (node == null || !(wanted instanceof CheckedTerm.Constant constant)) {
            return null;
        }
        List<Evaluator.Value> results = new ArrayList<>();
        for (CheckedRule rule : node.rules()) {
            if (rule.isDefault()) {
                boolean other = rule.branches().getFirst().value() instanceof CheckedTerm.Constant value
                        && !value.value().equals(constant.value());
                if (!other) {
                    return null;
                }
            }
        }
        for (CheckedRule rule : node.rules()) {
            if (!rule.isDefault()) {
                results.addAll(results(node, rule, null, branch));
            }
        }
        if (!Agreement.holds(results, branch)) {
            return null;
        }
        List<Branch> all = new ArrayList<>();
        for (Evaluator.Value result : results) {
            Branch equal = new Unification(document.span()).unify(result.term(), wanted, result.branch());
            if (equal != null) {
                all.add(equal);
            }
        }
        return all;
    }

    /** The rules that a reference names, where they have a default, depend on unknowns, and may be inlined; else null. */
    private @Nullable RuleNode withDefault(CheckedTerm term) {
        if (!(term instanceof CheckedTerm.Reference reference) || !(reference.head() instanceof CheckedTerm.Data)) {
            return null;
        }
        List<RegoValue> path = Literals.constants(reference.path());
        RuleNode node = path == null ? null : session.program().find(path);
        boolean fits = node != null
                && node.children().isEmpty()
                && node.rules().stream().anyMatch(CheckedRule::isDefault)
                && node.rules().stream()
                        .allMatch(rule -> rule.branches().size() == 1
                                && !rule.isFunction()
                                && rule.dynamicPath().isEmpty()
                                && rule.kind() == RuleKind.SINGLE_VALUE)
                && !session.dependence().isKnown(node)
                && session.mayInline(node);
        return fits ? node : null;
    }

    /** What a document is where none of its rules holds; null where that is undefined. */
    private static @Nullable RegoValue nothing(RuleNode node) {
        CheckedRule rule = node.rules().getFirst();
        if (!rule.dynamicPath().isEmpty()) {
            return RegoObject.EMPTY;
        }
        return isSet(node) ? RegoSet.EMPTY : null;
    }

    private static boolean isSimple(CheckedRule rule) {
        return rule.branches().size() == 1
                && !rule.isDefault()
                && rule.dynamicPath().isEmpty();
    }

    private static boolean isSet(RuleNode node) {
        return node.rules().getFirst().kind() == RuleKind.MULTI_VALUE;
    }

    /** The elements of a set that are equal to a key. */
    private List<Evaluator.Value> members(RuleNode node, List<CheckedTerm> rest, Branch branch) {
        List<Evaluator.Value> all = new ArrayList<>();
        for (CheckedRule rule : node.rules()) {
            for (Evaluator.Value element : results(node, rule, null, branch)) {
                Branch equal = new Unification(rule.span()).unify(element.term(), rest.getFirst(), element.branch());
                if (equal != null) {
                    all.addAll(follow(new Evaluator.Value(equal, element.term()), rest.subList(1, rest.size())));
                }
            }
        }
        return all;
    }

    /** The value, where no two rules can disagree about it; else null. */
    private @Nullable List<Evaluator.Value> complete(RuleNode node, List<CheckedTerm> rest, Branch branch) {
        List<Evaluator.Value> results = new ArrayList<>();
        for (CheckedRule rule : node.rules()) {
            results.addAll(results(node, rule, null, branch));
        }
        if (!Agreement.holds(results, branch)) {
            return null;
        }
        List<Evaluator.Value> all = new ArrayList<>();
        results.forEach(result -> all.addAll(follow(result, rest)));
        return all;
    }

    /** The branches in which a call holds, where its rules can take its place; else null. */
    @Nullable
    List<Branch> call(Callee.Function function, CheckedStatement.Call call, Branch branch) {
        RuleNode node = session.program().function(function);
        if (!session.mayInline(node) || !node.rules().stream().allMatch(Documents::isSimple)) {
            return null;
        }
        List<Evaluator.Value> results = new ArrayList<>();
        for (CheckedRule rule : node.rules()) {
            results.addAll(results(node, rule, call.args(), branch));
        }
        if (!Agreement.holds(results, branch)) {
            return null;
        }
        List<Branch> all = new ArrayList<>();
        CheckedTerm output = call.output();
        for (Evaluator.Value result : results) {
            if (output == null) {
                all.addAll(evaluator.holds(result, call.span()));
            } else {
                Branch equal = new Unification(call.span()).unify(output, result.term(), result.branch());
                if (equal != null) {
                    all.add(equal);
                }
            }
        }
        return all;
    }

    /** What a rule gives, in each of its branches. */
    private List<Evaluator.Value> results(
            RuleNode node, CheckedRule rule, @Nullable List<CheckedTerm> args, Branch branch) {
        session.enter(node, rule.span());
        Renaming renaming = session.renaming(rule.span(), rule.localCount());
        Branch start = branch;
        List<CheckedTerm> params = rule.params();
        for (int i = 0; args != null && params != null && i < params.size() && start != null; i++) {
            start = new Unification(rule.span()).unify(renaming.term(params.get(i)), args.get(i), start);
        }
        List<Evaluator.Value> all = new ArrayList<>();
        if (start != null) {
            CheckedRule.Branch alternative = rule.branches().getFirst();
            List<CheckedStatement> statements =
                    renaming.body(alternative.body()).statements();
            for (Branch end : evaluator.body(statements, start)) {
                all.addAll(evaluator.value(renaming.term(alternative.value()), end));
            }
        }
        session.leave();
        return all;
    }

    /** Follows a path from a value on. */
    private List<Evaluator.Value> follow(Evaluator.Value start, List<CheckedTerm> rest) {
        if (rest.isEmpty()) {
            return List.of(start);
        }
        Span place = rest.getFirst().span();
        CheckedTerm head = start.branch().plugged().term(start.term());
        boolean known = head instanceof CheckedTerm.Local || head instanceof CheckedTerm.Constant;
        if (!known) {
            CheckedTerm part = part(head, start.branch().plugged().term(rest.getFirst()));
            if (part != null) {
                return follow(new Evaluator.Value(start.branch(), part), rest.subList(1, rest.size()));
            }
        }
        Evaluator.Value variable =
                known ? new Evaluator.Value(start.branch(), head) : evaluator.saved(head, start.branch());
        return evaluator.value(Literals.reference(place, variable.term(), rest), variable.branch());
    }

    /** The part of a collection at a constant key, where it can be told; else null. */
    private static @Nullable CheckedTerm part(CheckedTerm collection, CheckedTerm key) {
        if (!(key instanceof CheckedTerm.Constant constant)) {
            return null;
        }
        if (collection instanceof CheckedTerm.ObjectTerm object
                && Literals.constants(object.entries().stream()
                                .map(CheckedTerm.Entry::key)
                                .toList())
                        != null) {
            CheckedTerm found = null;
            for (CheckedTerm.Entry entry : object.entries()) {
                if (entry.key() instanceof CheckedTerm.Constant name
                        && name.value().equals(constant.value())) {
                    if (found != null) {
                        return null;
                    }
                    found = entry.value();
                }
            }
            return found;
        }
        return null;
    }
}
