package dev.writ.policy.lint;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What other modules need to know of a module.
 *
 * @param file its name
 * @param packagePath the names of its package
 * @param imports what it imports, with {@code data} or {@code input} first; the language's own imports are not there
 * @param references the paths below {@code data} that it refers to in full, as far as they are constant
 * @param definitions its rules
 * @param annotated the paths below the package of what has annotations, the empty one for the package itself
 * @param entrypoint whether one of its annotations names an entry
 */
public record ModuleFacts(
        String file,
        List<String> packagePath,
        List<List<String>> imports,
        List<List<String>> references,
        List<Definition> definitions,
        List<List<String>> annotated,
        boolean entrypoint) {
    public ModuleFacts {
        packagePath = List.copyOf(packagePath);
        imports = List.copyOf(imports);
        references = List.copyOf(references);
        definitions = List.copyOf(definitions);
        annotated = List.copyOf(annotated);
    }

    /** The kinds of rules. */
    public enum Kind {
        /** One value. */
        VALUE,
        /** A set, with {@code contains}. */
        SET,
        /** An object whose keys are computed. */
        OBJECT,
        /** A function. */
        FUNCTION
    }

    /**
     * One rule.
     *
     * @param path the names below the package, up to the first that is not constant
     * @param kind what it defines
     */
    public record Definition(List<String> path, Kind kind) {
        public Definition {
            path = List.copyOf(path);
        }

        /** The first name. */
        public String name() {
            return path.getFirst();
        }
    }

    /** The facts of a module. */
    public static ModuleFacts of(Module module) {
        Set<List<String>> references = new LinkedHashSet<>();
        module.rules().forEach(rule -> Children.everything(rule, node -> reference(node, references)));
        return new ModuleFacts(
                module.file().name(),
                module.packageDecl().names(),
                module.imports().stream()
                        .filter(imported -> !imported.isLanguage())
                        .map(ModuleFacts::path)
                        .toList(),
                List.copyOf(references),
                module.rules().stream().map(ModuleFacts::definition).distinct().toList(),
                List.copyOf(annotated(module)),
                module.annotations().stream().anyMatch(Annotations::entrypoint));
    }

    private static Set<List<String>> annotated(Module module) {
        Set<List<String>> paths = new LinkedHashSet<>();
        boolean ofPackage = module.annotations().stream().anyMatch(block -> switch (block.scope()) {
            case PACKAGE, SUBPACKAGES -> true;
            case RULE -> block.span().end() <= module.packageDecl().span().start();
            case DOCUMENT -> false;
        });
        if (ofPackage) {
            paths.add(List.of());
        }
        module.rules().stream()
                .filter(rule -> !rule.annotations().isEmpty())
                .forEach(rule -> paths.add(definition(rule).path()));
        return paths;
    }

    /** The names of an import, with its root. */
    public static List<String> path(Import imported) {
        return Stream.concat(Stream.of(imported.root()), imported.path().stream())
                .map(PathSegment::name)
                .toList();
    }

    private static void reference(AstNode node, Set<List<String>> references) {
        if (node instanceof Ref ref
                && ref.head() instanceof Var head
                && head.name().equals("data")) {
            List<String> path = new ArrayList<>();
            for (Term operand : ref.path()) {
                if (!(operand instanceof Term.Scalar scalar && scalar.value() instanceof RegoString name)) {
                    break;
                }
                path.add(name.value());
            }
            references.add(List.copyOf(path));
        }
    }

    /** What a rule defines. */
    public static Definition definition(Rule rule) {
        Head head = rule.head();
        List<String> path = new ArrayList<>();
        path.add(head.name());
        for (Term operand : head.ref().subList(1, head.ref().size())) {
            if (!(operand instanceof Term.Scalar scalar && scalar.value() instanceof RegoString name)) {
                break;
            }
            path.add(name.value());
        }
        boolean constant = path.size() == head.ref().size();
        if (head.isFunction()) {
            return new Definition(path, Kind.FUNCTION);
        }
        if (!constant) {
            return new Definition(path, Kind.OBJECT);
        }
        return new Definition(path, head.isContains() ? Kind.SET : Kind.VALUE);
    }
}
