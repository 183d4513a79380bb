package dev.writ.policy.partial;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Sources;
import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.RuleNode;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluates the rules of entrypoints, and those that they depend on, as far as that is possible without an input. The new
 * rules take the place of the old ones, so that whoever asks for a document gets the same answer as before.
 */
public final class Optimizer {

    /**
     * How far rules are optimised.
     *
     * @param entrypoints the documents that will be asked for, with slashes
     * @param level 1 puts what is known into rules, 2 puts rules into each other, too
     * @param namespace the package below {@code data} that rules go to which were none before
     * @param roots where {@code data} is all there, with slashes
     */
    public record Options(List<String> entrypoints, int level, String namespace, List<String> roots) {
        public Options {
            entrypoints = List.copyOf(entrypoints);
            roots = List.copyOf(roots);
        }
    }

    private final Collection<Module> modules;
    private final Support support;
    private final Session session;
    private final Evaluator evaluator;

    private Optimizer(Collection<Module> modules, Session session) {
        this.modules = modules;
        this.session = session;
        this.support = new Support(session, true);
        this.evaluator = new Evaluator(session, support);
    }

    /**
     * The modules with optimised rules, which are in modules of their own, below {@code optimized/}.
     *
     * @param data the base documents, which the rules may rely on from then on
     * @throws PolicyException if there is no such entrypoint, if what is known fails, and at a limit
     */
    public static List<Module> optimize(
            Collection<Module> modules, RegoObject data, Options options, EngineOptions engine) {
        PartialEvaluation evaluation = PartialEvaluation.of(modules, data, engine, options.namespace());
        PartialOptions partial = PartialOptions.standard().withShallowInlining(options.level() < 2);
        return Known.refusing(() -> {
            Unknowns unknowns = Unknowns.of(partial.unknowns()).besides(options.roots());
            Session session = evaluation.session(Undefined.UNDEFINED, unknowns, partial, EvaluationOptions.standard());
            Optimizer optimizer = new Optimizer(modules, session);
            options.entrypoints().forEach(optimizer::entrypoint);
            List<Module> optimized = optimizer.modules(engine);
            evaluation.verify(optimized);
            return optimized;
        });
    }

    /** The entrypoints that modules name in annotations, with slashes. */
    public static List<String> annotated(Collection<Module> modules) {
        Set<String> found = new LinkedHashSet<>();
        for (Module module : modules) {
            String path = String.join("/", module.packageDecl().names());
            for (Annotations block : module.annotations()) {
                boolean ofPackage =
                        block.scope() == Annotations.Scope.PACKAGE || block.scope() == Annotations.Scope.SUBPACKAGES;
                if (block.entrypoint() && ofPackage) {
                    found.add(path);
                }
            }
            for (Rule rule : module.rules()) {
                if (rule.annotations().stream().anyMatch(Annotations::entrypoint)) {
                    found.add(path + "/" + String.join("/", names(rule.head())));
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<String> names(Head head) {
        List<String> names = new ArrayList<>(List.of(head.name()));
        for (Term operand : head.ref().subList(1, head.ref().size())) {
            if (!(operand instanceof Term.Scalar scalar && scalar.value() instanceof RegoString name)) {
                break;
            }
            names.add(name.value());
        }
        return names;
    }

    private void entrypoint(String entrypoint) {
        List<RegoValue> path = new ArrayList<>();
        for (String name : entrypoint.split("/", -1)) {
            path.add(RegoString.of(name));
        }
        RuleNode node = session.program().find(path);
        if (node == null) {
            throw PartialFailure.of(Diagnostic.error(
                    DiagnosticCode.COMPILE,
                    null,
                    "the entrypoint `" + entrypoint + "` has no rules",
                    "name the path of a rule or a package, as in `example/allow`"));
        }
        document(node);
    }

    private void document(RuleNode node) {
        if (!node.rules().isEmpty()
                && Support.canHold(node)
                && !session.dependence().isKnown(node)) {
            support.of(node, evaluator);
        }
        node.children().values().forEach(this::document);
    }

    private List<Module> modules(EngineOptions engine) {
        Set<List<RegoValue>> replaced = support.replaced();
        Set<Span> old = new LinkedHashSet<>();
        for (List<RegoValue> path : replaced) {
            RuleNode node = session.program().find(path);
            if (node != null) {
                node.rules().stream().map(CheckedRule::span).forEach(old::add);
            }
        }
        List<Module> all = new ArrayList<>();
        boolean v0 = false;
        for (Module module : modules) {
            v0 |= module.version() == RegoVersion.V0;
            if (module.rules().stream().noneMatch(rule -> old.contains(rule.span()))) {
                all.add(module);
            } else if (!module.rules().stream().allMatch(rule -> old.contains(rule.span()))) {
                all.add(read(
                        module.file().name(),
                        without(module, old),
                        engine.parse().withVersion(module.version())));
            }
        }
        for (Map.Entry<List<String>, List<String>> one :
                support.needed(replaced).entrySet()) {
            String text = Support.module(one.getKey(), one.getValue());
            String header = v0 ? text.replaceFirst("\n", "\n\nimport rego.v1\n") : text;
            String name = "optimized/" + String.join("/", one.getKey()) + ".rego";
            all.add(read(name, header, engine.parse().withVersion(v0 ? RegoVersion.V0 : RegoVersion.V1)));
        }
        return all;
    }

    private static Module read(String name, String text, ParseOptions options) {
        return Sources.modules(List.of(new SourceFile(name, text)), options).getFirst();
    }

    /** The text of a module without some of its rules, and without what is said about them. */
    private static String without(Module module, Set<Span> rules) {
        List<Span> cut = new ArrayList<>();
        for (Rule rule : module.rules()) {
            if (rules.contains(rule.span())) {
                cut.add(rule.span());
                rule.annotations().stream().map(Annotations::span).forEach(cut::add);
            }
        }
        cut.sort(Comparator.comparingInt(Span::start).reversed());
        StringBuilder text = new StringBuilder(module.file().text());
        int last = text.length();
        for (Span span : cut) {
            if (span.end() <= last) {
                text.delete(span.start(), span.end());
                last = span.start();
            }
        }
        return text.toString();
    }
}
