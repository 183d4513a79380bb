package dev.writ.policy.check;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Annotations.Scope;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rego.metadata.rule} and {@code rego.metadata.chain} give in a rule: constants of the METADATA blocks that
 * speak about the rule, its document, its package and the packages around it.
 */
final class RuleMetadata {

    /** What a query sees, which is in no rule. */
    static final RuleMetadata NONE = new RuleMetadata(Map.of(), Map.of(), Map.of());

    private final Map<List<RegoValue>, Annotations> documents;
    private final Map<List<RegoValue>, Annotations> packages;
    private final Map<List<RegoValue>, Annotations> subpackages;

    private RuleMetadata(
            Map<List<RegoValue>, Annotations> documents,
            Map<List<RegoValue>, Annotations> packages,
            Map<List<RegoValue>, Annotations> subpackages) {
        this.documents = documents;
        this.packages = packages;
        this.subpackages = subpackages;
    }

    static RuleMetadata of(Collection<Module> modules, Collection<ModuleScope> scopes) {
        Map<List<RegoValue>, Annotations> documents = new HashMap<>();
        Map<List<RegoValue>, Annotations> packages = new HashMap<>();
        Map<List<RegoValue>, Annotations> subpackages = new HashMap<>();
        var scope = scopes.iterator();
        for (Module module : modules) {
            ModuleScope own = scope.next();
            List<RegoValue> path = Paths.of(module.packageDecl().names());
            for (Annotations block : module.annotations()) {
                switch (block.scope()) {
                    case PACKAGE -> packages.putIfAbsent(path, block);
                    case SUBPACKAGES -> subpackages.putIfAbsent(path, block);
                    case RULE, DOCUMENT -> {}
                }
            }
            for (Rule rule : module.rules()) {
                for (Annotations block : rule.annotations()) {
                    if (block.scope() == Scope.DOCUMENT) {
                        documents.putIfAbsent(RuleHeader.of(own, rule).path(), block);
                    }
                }
            }
        }
        return new RuleMetadata(documents, packages, subpackages);
    }

    /** What a call without operands stands for in a rule, or null where {@code name} is no such function. */
    @Nullable
    RegoValue value(String name, @Nullable RuleHeader header) {
        if (header == null) {
            return null;
        }
        return switch (name) {
            case "rego.metadata.rule" -> rule(header);
            case "rego.metadata.chain" -> chain(header);
            default -> null;
        };
    }

    private static List<Annotations> own(RuleHeader header) {
        return header.rule().annotations().stream()
                .filter(block -> block.scope() == Scope.RULE)
                .sorted(Comparator.comparing(Annotations::span))
                .toList();
    }

    private static RegoValue rule(RuleHeader header) {
        List<Annotations> own = own(header);
        return own.isEmpty() ? RegoObject.EMPTY : annotations(own.getFirst());
    }

    private RegoArray chain(RuleHeader header) {
        List<RegoValue> chain = new ArrayList<>();
        List<RegoValue> path = header.path();
        List<Annotations> own = own(header);
        if (own.isEmpty()) {
            chain.add(link(path, null));
        }
        for (Annotations block : own.reversed()) {
            chain.add(link(path, block));
        }
        addIfThere(chain, path, documents);
        List<RegoValue> packagePath = header.scope().packagePath();
        addIfThere(chain, packagePath, packages);
        for (int length = packagePath.size(); length > 0; length--) {
            addIfThere(chain, packagePath.subList(0, length), subpackages);
        }
        return RegoArray.of(chain);
    }

    private static void addIfThere(
            List<RegoValue> chain, List<RegoValue> path, Map<List<RegoValue>, Annotations> blocks) {
        Annotations block = blocks.get(path);
        if (block != null) {
            chain.add(link(path, block));
        }
    }

    private static RegoObject link(List<RegoValue> path, @Nullable Annotations block) {
        RegoObject.Builder link = RegoObject.builder();
        link.put("path", RegoArray.of(path));
        if (block != null) {
            link.put("annotations", annotations(block));
        }
        return link.build();
    }

    /** As the syntax tree shows them, but with the names of paths alone. */
    private static RegoObject annotations(Annotations block) {
        RegoObject tree = AstJson.annotations(block);
        if (!(tree.get("schemas") instanceof RegoArray schemas)) {
            return tree;
        }
        RegoObject.Builder plain = RegoObject.builder();
        tree.forEach(plain::put);
        plain.put(
                "schemas",
                RegoArray.of(schemas.toList().stream().map(RuleMetadata::schema).toList()));
        return plain.build();
    }

    private static RegoValue schema(RegoValue schema) {
        RegoObject.Builder plain = RegoObject.builder();
        ((RegoObject) schema)
                .forEach((key, value) -> plain.put(key, value instanceof RegoArray path ? names(path) : value));
        return plain.build();
    }

    private static RegoArray names(RegoArray path) {
        List<RegoValue> names = new ArrayList<>();
        for (RegoValue term : path) {
            RegoValue value = ((RegoObject) term).get("value");
            names.add(value instanceof RegoString ? value : RegoString.of(String.valueOf(value)));
        }
        return RegoArray.of(names);
    }
}
