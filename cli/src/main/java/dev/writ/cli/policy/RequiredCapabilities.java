package dev.writ.cli.policy;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.parse.AstJsonOptions;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What modules need of an engine: functions, keywords of {@code future.keywords}, features of the language. As in OPA the
 * functions in the bodies of {@code every} do not count, nor those in calls of {@code print}, which are taken out first.
 */
final class RequiredCapabilities {

    private static final String TEMPLATE = "internal.template_string";
    private static final String PRINT = "print";
    private static final Set<String> METADATA = Set.of("rego.metadata.chain", "rego.metadata.rule");
    private static final List<String> OLD_KEYWORDS = List.of("and", "contains", "every", "if", "in", "not", "or");
    private static final Set<String> NEW_KEYWORDS = Set.of("and", "not", "or");

    private final BuiltinRegistry registry = StandardBuiltins.registry();
    private final Set<String> functions = new TreeSet<>();
    private final Set<String> keywords = new TreeSet<>();
    private final Set<String> features = new TreeSet<>();

    private final RegoVersion standard;
    private boolean inHead;

    private RequiredCapabilities(RegoVersion standard) {
        this.standard = standard;
    }

    /** As OPA shows them; {@code standard} is the dialect of modules that do not say otherwise. */
    static OrderedJson of(List<Module> modules, RegoVersion standard) {
        RequiredCapabilities required = new RequiredCapabilities(standard);
        modules.forEach(required::module);
        return required.json();
    }

    private OrderedJson json() {
        OrderedJson json = new OrderedJson();
        List<OrderedJson> builtins = functions.stream()
                .flatMap(name -> registry.signature(name).stream())
                .map(CapabilitiesCommand::minimal)
                .toList();
        if (!builtins.isEmpty()) {
            json.put("builtins", builtins);
        }
        if (!keywords.isEmpty()) {
            json.put("future_keywords", texts(keywords));
        }
        if (!features.isEmpty()) {
            json.put("features", texts(features));
        }
        return json;
    }

    private static RegoArray texts(Set<String> texts) {
        return RegoArray.of(texts.stream().map(RegoString::of).toList());
    }

    private void module(Module module) {
        RegoObject tree = AstJson.of(module, new AstJsonOptions(false, false));
        boolean v0 = module.version() == RegoVersion.V0 || (standard == RegoVersion.V0 && importsV1(tree));
        each(tree.get("imports"), imported -> imported(path(imported), v0));
        each(tree.get("rules"), rule -> {
            if (v0) {
                head(rule);
            }
            rule(rule);
        });
        if (!v0) {
            features.add("rego_v1");
        }
        if (functions.contains(TEMPLATE)) {
            features.add("template_strings");
        }
    }

    private static boolean importsV1(RegoObject module) {
        boolean[] found = {false};
        each(module.get("imports"), imported -> found[0] |= path(imported).equals(List.of("rego", "v1")));
        return found[0];
    }

    private void rule(RegoObject rule) {
        inHead = true;
        visit(rule.get("head"));
        inHead = false;
        visit(rule.get("body"));
        if (rule.get("else") instanceof RegoObject branch) {
            rule(branch);
        }
    }

    private void imported(List<String> path, boolean v0) {
        if (path.equals(List.of("rego", "v1")) && v0) {
            features.add("rego_v1_import");
        } else if (path.equals(List.of("future", "keywords")) && v0) {
            keywords.addAll(OLD_KEYWORDS);
        } else if (path.size() == 3 && path.subList(0, 2).equals(List.of("future", "keywords"))) {
            String keyword = path.get(2);
            if (v0 || NEW_KEYWORDS.contains(keyword)) {
                keywords.add(keyword);
            }
        }
    }

    /** Rego v0 has references in heads of rules only as a feature. */
    private void head(RegoObject rule) {
        if (rule.get("head") instanceof RegoObject head
                && head.get("ref") instanceof RegoArray ref
                && ref.size() >= 3) {
            boolean constant = ref.toList().subList(1, ref.size()).stream()
                    .allMatch(term -> term instanceof RegoObject object
                            && RegoString.of("string").equals(object.get("type")));
            features.add(constant ? "rule_head_ref_string_prefixes" : "rule_head_refs");
        }
    }

    private static List<String> path(RegoObject imported) {
        List<String> path = new ArrayList<>();
        if (imported.get("path") instanceof RegoObject term) {
            each(term.get("value"), part -> path.add(text(part.get("value"))));
        }
        return path;
    }

    private void visit(@Nullable RegoValue node) {
        switch (node) {
            case RegoArray array -> array.forEach(this::visit);
            case RegoObject object -> object(object);
            case null -> {}
            case RegoValue other -> {}
        }
    }

    private void object(RegoObject node) {
        String type = text(node.get("type"));
        if (type.equals("call") && node.get("value") instanceof RegoArray call) {
            called(call);
        } else if (type.equals("templatestring")) {
            functions.add(TEMPLATE);
            functions.add("eq");
        } else if (isPrint(node)) {
            functions.add(PRINT);
            return;
        } else if (node.get("terms") instanceof RegoArray terms && terms.size() > 1) {
            called(terms);
        } else if (node.get("terms") instanceof RegoObject terms && terms.get("symbols") != null) {
            iterated(terms.get("symbols"));
            return;
        } else if (node.get("terms") instanceof RegoObject every && every.get("domain") != null) {
            functions.add("eq");
            visit(every.get("domain"));
            prints(every.get("body"));
            return;
        }
        node.forEach((key, value) -> visit(value));
    }

    private static boolean isPrint(RegoObject expression) {
        return expression.get("terms") instanceof RegoArray terms && name(terms).equals(PRINT);
    }

    /** The name of the function that is called, with points; empty where it is no call. */
    private static String name(RegoArray call) {
        if (call.size() == 0
                || !(call.get(0) instanceof RegoObject operator)
                || !(operator.get("value") instanceof RegoArray ref)) {
            return "";
        }
        List<String> names = new ArrayList<>();
        ref.forEach(part -> names.add(part instanceof RegoObject object ? text(object.get("value")) : ""));
        return String.join(".", names);
    }

    /** The calls of {@code print} in a body whose other functions do not count. */
    private void prints(@Nullable RegoValue node) {
        if (node instanceof RegoArray array) {
            array.forEach(this::prints);
        } else if (node instanceof RegoObject object) {
            if (isPrint(object)) {
                functions.add(PRINT);
            }
            object.forEach((key, value) -> prints(value));
        }
    }

    /** {@code some x in xs} is an equation. */
    private void iterated(@Nullable RegoValue symbols) {
        each(symbols, symbol -> {
            if (symbol.get("value") instanceof RegoArray call && call.size() > 1) {
                functions.add("eq");
                call.toList().subList(1, call.size()).forEach(this::visit);
            }
        });
    }

    private void called(RegoArray call) {
        String name = name(call);
        if (registry.signature(name).isEmpty()) {
            return;
        }
        if (METADATA.contains(name)) {
            // The checker puts what they give into an equation, so no engine needs them.
            functions.add("eq");
            return;
        }
        // In the head of a rule OPA does not count it.
        if (!(inHead && name.equals("assign"))) {
            functions.add(name);
        }
        boolean equation = name.equals("assign") || name.equals("equal");
        boolean open = call.toList().subList(1, call.size()).stream().anyMatch(RequiredCapabilities::isEvaluated);
        if (equation || open) {
            functions.add("eq");
        }
    }

    /** Whether an operand gets an equation of its own, before the call. */
    private static boolean isEvaluated(RegoValue term) {
        return term instanceof RegoObject object
                && switch (text(object.get("type"))) {
                    case "ref" -> true;
                    case "arraycomprehension", "setcomprehension", "objectcomprehension" -> true;
                    default -> false;
                };
    }

    private interface Visitor {
        void visit(RegoObject node);
    }

    private static void each(@Nullable RegoValue nodes, Visitor visitor) {
        if (nodes instanceof RegoArray array) {
            array.forEach(node -> {
                if (node instanceof RegoObject object) {
                    visitor.visit(object);
                }
            });
        }
    }

    private static String text(@Nullable RegoValue value) {
        return value instanceof RegoString text ? text.value() : "";
    }
}
