package dev.writ.policy.format;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module as it is laid out.
 *
 * @param module what it was made of
 * @param clauses one for each rule of the module
 * @param imports those that the result has
 */
record Draft(Module module, List<Clause> clauses, List<ImportLine> imports, Style style) {
    private static final Set<String> KEYWORDS_V0 =
            Set.of("not", "package", "import", "as", "default", "else", "with", "null", "true", "false", "some");
    private static final Set<String> NEW_IN_V1 = Set.of("if", "contains", "in", "every");
    static final Set<String> KEYWORDS_V1 =
            Stream.concat(KEYWORDS_V0.stream(), NEW_IN_V1.stream()).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> NEW_IN_V2 = Set.of("and", "or");

    static Draft of(Module module, FormatOptions options) {
        List<Clause> clauses = RuleOutline.of(module.rules());
        List<ImportLine> written = module.imports().stream().map(ImportLine::of).toList();
        Place start = Place.of(module.file().span(0, 0));
        List<ImportLine> imports = Imports.of(written, Usage.of(clauses), start, options);
        return new Draft(module, clauses, imports, style(written, clauses, options));
    }

    private static Style style(List<ImportLine> imports, List<Clause> clauses, FormatOptions options) {
        boolean v2 = imports.stream().anyMatch(line -> line.isRego("v2"));
        boolean newer =
                options.forV1() || v2 || imports.stream().anyMatch(line -> line.isRego("v1") || line.isAllKeywords());
        boolean withIf = newer || imports.stream().anyMatch(line -> line.isKeyword("if"));
        boolean withContains = newer || imports.stream().anyMatch(line -> line.isKeyword("contains"));
        Set<String> keywords = new HashSet<>(v2 || options.forV1() ? KEYWORDS_V1 : KEYWORDS_V0);
        if (v2) {
            keywords.addAll(NEW_IN_V2);
        } else {
            imports.stream()
                    .map(ImportLine::keyword)
                    .filter(word -> !word.isEmpty())
                    .forEach(keywords::add);
        }
        boolean longNames = clauses.stream().anyMatch(Draft::hasLongName);
        boolean keywordsInPaths = options.parse().features().has("keywords_in_refs");
        return new Style(withIf, withContains, longNames, options.forV1(), keywords, keywordsInPaths);
    }

    private static boolean hasLongName(Clause clause) {
        Clause.Heading head = clause.heading();
        int length = head.path().size();
        return length > 2 || (length == 2 && head.key() != null && head.value() == null);
    }

    /** The rules that are written together with the one at {@code index}, because they share its head. */
    List<Integer> chain(int index) {
        List<Rule> rules = module.rules();
        int first = index;
        while (first > 0 && rules.get(first).form() == BodyForm.CHAINED) {
            first--;
        }
        List<Integer> chain = new ArrayList<>(List.of(first));
        for (int i = first + 1; i < rules.size() && rules.get(i).form() == BodyForm.CHAINED; i++) {
            chain.add(i);
        }
        return chain;
    }

    /** The text of all rules that are written together with the one at {@code index}. */
    Span source(int index) {
        List<Integer> chain = chain(index);
        List<Rule> rules = module.rules();
        return rules.get(chain.getFirst()).span().to(rules.get(chain.getLast()).span());
    }
}
