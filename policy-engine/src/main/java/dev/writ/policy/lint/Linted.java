package dev.writ.policy.lint;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A module with an index of all its nodes and what its names mean. Built once, then only read, so that rules may look at it
 * side by side.
 */
public final class Linted {
    private final Module module;
    private final Project project;
    private final Map<Class<?>, List<AstNode>> nodes = new HashMap<>();
    private final IdentityHashMap<AstNode, AstNode> parents = new IdentityHashMap<>();
    private final Scopes scopes;

    private Linted(Module module, Project project) {
        this.module = module;
        this.project = project;
        index(module, module.packageDecl());
        module.imports().forEach(imported -> index(module, imported));
        for (Rule rule : module.rules()) {
            record(module, rule);
            // Bodies that are chained to one head have that head in common: it was written once.
            Children.each(rule, child -> {
                if (!Terms.isOne(child, rule.head()) || rule.form() != BodyForm.CHAINED) {
                    index(rule, child);
                }
            });
        }
        scopes = new Scopes(module, project.ruleNames(module.packageDecl().names()), project.language()::isFirstName);
    }

    /** The index of {@code module}, which is one of the project's. */
    public static Linted of(Module module, Project project) {
        return new Linted(module, project);
    }

    private void index(AstNode parent, AstNode node) {
        record(parent, node);
        Children.each(node, child -> index(node, child));
    }

    private void record(AstNode parent, AstNode node) {
        parents.put(node, parent);
        nodes.computeIfAbsent(node.getClass(), type -> new ArrayList<>()).add(node);
    }

    /** The syntax tree. */
    public Module module() {
        return module;
    }

    /** The modules that it is linted with. */
    public Project project() {
        return project;
    }

    /** The text. */
    public SourceFile file() {
        return module.file();
    }

    /** The rules. */
    public List<Rule> rules() {
        return module.rules();
    }

    /** Whether it is read as Rego before 1.0. */
    public boolean isV0() {
        return module.version() == RegoVersion.V0;
    }

    /** Whether its name says that it holds tests. */
    public boolean isTestFile() {
        return file().name().endsWith("_test.rego");
    }

    /** The names of the package. */
    public List<String> packagePath() {
        return module.packageDecl().names();
    }

    /** The last name of the package, in the text. */
    public PathSegment packageName() {
        return module.packageDecl().path().getLast();
    }

    /** All nodes of exactly that type, in the order of the text. */
    @SuppressWarnings("unchecked") // the list of a type holds nodes of that type alone
    public <T extends AstNode> List<T> all(Class<T> type) {
        return (List<T>) Collections.unmodifiableList(nodes.getOrDefault(type, List.of()));
    }

    /**
     * The literals that something depends on, in the order of the text. The parts of a template string are literals in the
     * tree as well, but whatever they give is written into the text, {@code false} too: they are no conditions.
     */
    public List<Literal> conditions() {
        return all(Literal.class).stream()
                .filter(literal -> !isTemplatePart(literal))
                .toList();
    }

    /** Whether a literal is what stands in braces in a template string. */
    public boolean isTemplatePart(@Nullable AstNode node) {
        return node instanceof Literal && parents.get(node) instanceof TemplatePart.Hole;
    }

    /** What a node stands in; null for the module. */
    public @Nullable AstNode parent(AstNode node) {
        return parents.get(node);
    }

    /** The innermost node of a type that {@code node} stands in, or null. */
    public <T extends AstNode> @Nullable T enclosing(AstNode node, Class<T> type) {
        AstNode outer = parents.get(node);
        while (outer != null && !type.isInstance(outer)) {
            outer = parents.get(outer);
        }
        return outer == null ? null : type.cast(outer);
    }

    /** What a name is. */
    public Binding binding(Var var) {
        return scopes.of(var);
    }

    /**
     * Whether a variable gets its values where it stands: {@code _}, and the first place of one that nothing assigns or gives
     * elements to.
     */
    public boolean isOutput(Var var) {
        Binding binding = binding(var);
        return switch (binding.kind()) {
            case WILDCARD -> true;
            case SOME, UNDECLARED -> Terms.isOne(binding.occurrences().getFirst(), var);
            case PARAMETER, ASSIGNED, SOME_IN, EVERY, RULE, IMPORT, INPUT, DATA, BUILTIN -> false;
        };
    }

    /** Whether a rule is a test, {@code todo_test_} included. */
    public static boolean isTest(Rule rule) {
        String name = rule.head().name();
        return rule.head().args() == null && (name.startsWith("test_") || name.startsWith("todo_test_"));
    }

    /** The variables of a body, without those of what is nested in it. */
    public List<Binding> locals(Body body) {
        return scopes.locals(body);
    }

    /** The parameters of a function. */
    public List<Binding> parameters(Rule rule) {
        return scopes.parameters(rule);
    }

    /**
     * The path below {@code data} that a name or reference stands for, as far as it is constant; null for what does not lie
     * there, such as variables and {@code input}.
     */
    public @Nullable List<String> dataPath(Term term) {
        List<String> path = new ArrayList<>();
        Term head = term instanceof Ref ref ? ref.head() : term;
        if (!(head instanceof Var var)) {
            return null;
        }
        switch (binding(var).kind()) {
            case DATA -> {}
            case RULE -> {
                path.addAll(packagePath());
                path.add(var.name());
            }
            case IMPORT -> {
                List<String> imported = importedPath(var.name());
                if (!imported.getFirst().equals("data")) {
                    return null;
                }
                path.addAll(imported.subList(1, imported.size()));
            }
            case PARAMETER, ASSIGNED, SOME, SOME_IN, EVERY, UNDECLARED, INPUT, BUILTIN, WILDCARD -> {
                return null;
            }
        }
        if (term instanceof Ref ref) {
            path.addAll(Terms.constantPath(ref));
        }
        return path;
    }

    /** The names that an import stands for, its root first. */
    public List<String> importedPath(String name) {
        return module.imports().stream()
                .filter(imported -> !imported.isLanguage() && imported.name().equals(name))
                .map(ModuleFacts::path)
                .findFirst()
                .orElse(List.of("data"));
    }

    /** What a variable or a rule of one definition always is: the term that is assigned to it, or null. */
    public @Nullable Term definitionOf(Term term) {
        if (!(term instanceof Var var)) {
            return null;
        }
        Binding binding = binding(var);
        return switch (binding.kind()) {
            case ASSIGNED -> {
                Var declared = binding.declarations().getFirst();
                yield binding.declarations().size() == 1
                                && parent(declared) instanceof Expr.Assign assign
                                && Terms.isOne(assign.target(), declared)
                        ? assign.value()
                        : null;
            }
            case RULE -> {
                List<Rule> rules = rules().stream()
                        .filter(rule -> rule.head().name().equals(var.name()))
                        .toList();
                yield rules.size() == 1
                                && rules.getFirst().body().generated()
                                && rules.getFirst().head().ref().size() == 1
                                && rules.getFirst().head().args() == null
                        ? rules.getFirst().head().value()
                        : null;
            }
            case PARAMETER, SOME, SOME_IN, EVERY, UNDECLARED, IMPORT, INPUT, DATA, BUILTIN, WILDCARD -> null;
        };
    }

    /** The built-in function of that name, or null. */
    public @Nullable BuiltinSignature builtin(String name) {
        return project.language().function(name);
    }

    /** The rules by their names, those of one name in the order of the text. */
    public Map<String, List<Rule>> rulesByName() {
        return module.rules().stream()
                .collect(Collectors.groupingBy(Terms::ruleName, LinkedHashMap::new, Collectors.toList()));
    }

    /** Where a rule's name stands. */
    public static Span nameOf(Rule rule) {
        return rule.head().ref().getFirst().span();
    }
}
