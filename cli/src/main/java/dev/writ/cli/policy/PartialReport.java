package dev.writ.cli.policy;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.parse.AstJsonOptions;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.partial.PartialResult;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code eval --partial} prints.
 *
 * @param result what is left of the query
 */
record PartialReport(PartialResult result) {

    /** As OPA's JSON: syntax trees of queries and of modules. */
    String json() {
        List<RegoValue> queries = new ArrayList<>();
        result.queries().forEach(query -> queries.add(tree(query)));
        List<RegoValue> modules = new ArrayList<>();
        result.support().forEach(text -> modules.add(withoutAssign(module(text))));
        OrderedJson members = new OrderedJson();
        if (!queries.isEmpty()) {
            members.put("queries", RegoArray.of(queries));
        }
        if (!modules.isEmpty()) {
            members.put("modules", RegoArray.of(modules));
        }
        return new OrderedJson().put("partial", members) + "\n";
    }

    /** A query has the tree of the body of a rule. */
    private static RegoValue tree(PartialResult.Residual query) {
        if (query.expressions().isEmpty()) {
            return RegoArray.of(List.of());
        }
        RegoValue rules =
                module("package query\n\nholds if {\n" + query.text() + "\n}\n").get("rules");
        if (rules instanceof RegoArray array
                && array.get(0) instanceof RegoObject rule
                && rule.get("body") instanceof RegoArray body) {
            return body;
        }
        throw new IllegalStateException("a residual is no body of a rule");
    }

    /** OPA's rules do not say how their value was written. */
    private static RegoValue withoutAssign(RegoValue tree) {
        return switch (tree) {
            case RegoObject object -> {
                RegoObject.Builder left = RegoObject.builder();
                object.forEach((key, value) -> {
                    if (!key.equals(RegoString.of("assign"))) {
                        left.put(key, withoutAssign(value));
                    }
                });
                yield left.build();
            }
            case RegoArray array -> {
                List<RegoValue> elements = new ArrayList<>();
                array.forEach(element -> elements.add(withoutAssign(element)));
                yield RegoArray.of(elements);
            }
            default -> tree;
        };
    }

    private static RegoObject module(String text) {
        Module module = RegoParser.module(new SourceFile("", text)).result();
        if (module == null) {
            throw new IllegalStateException("a residual is no Rego");
        }
        return AstJson.of(module, new AstJsonOptions(false, false));
    }

    /** A table with a row for each query and module. */
    String pretty() {
        if (result.queries().isEmpty()) {
            return "undefined\n";
        }
        TextTable table = TextTable.plain();
        for (int i = 0; i < result.queries().size(); i++) {
            table.block("Query " + (i + 1), result.queries().get(i).text());
        }
        for (int i = 0; i < result.support().size(); i++) {
            table.block("Support " + (i + 1), result.support().get(i).strip().replace("\t", "  "));
        }
        return table.toString();
    }
}
