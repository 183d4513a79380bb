package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which imports that change the language a module has when it is written for a dialect. */
final class Imports {
    private static final Set<String> FUTURE_IN_V1 = Set.of("and", "not", "or");

    private final FormatOptions options;
    private final Place start;
    private List<ImportLine> imports;

    private Imports(FormatOptions options, Place start, List<ImportLine> imports) {
        this.options = options;
        this.start = start;
        this.imports = new ArrayList<>(imports);
    }

    /**
     * @param written what the module imports
     * @param needed keywords that it uses
     * @param start where the module starts
     */
    static List<ImportLine> of(List<ImportLine> written, Set<String> needed, Place start, FormatOptions options) {
        Imports result = new Imports(options, start, written);
        result.adapt(needed);
        return result.imports;
    }

    private void adapt(Set<String> needed) {
        boolean dropped = options.dropV0Imports();
        boolean v2 = has(line -> line.isRego("v2"));
        boolean onlyV1 = options.target() == FormatOptions.Target.V1;
        if (v2 || (onlyV1 && dropped)) {
            drop(line -> line.isRego("v1"));
        } else if (options.target() == FormatOptions.Target.V0_AND_V1 && !has(line -> line.isRego("v1"))) {
            add("rego", "v1");
        }
        boolean v1 = v2 || has(line -> line.isRego("v1"));
        if (options.target() == FormatOptions.Target.V0 && !v1) {
            needed.forEach(this::ensure);
            return;
        }
        if (dropped || v1) {
            drop(ImportLine::isFuture);
        }
        if (!v2) {
            needed.stream().filter(FUTURE_IN_V1::contains).forEach(this::ensure);
        }
    }

    private boolean has(Predicate<ImportLine> kind) {
        return imports.stream().anyMatch(kind);
    }

    private void drop(Predicate<ImportLine> kind) {
        imports = new ArrayList<>(imports.stream().filter(kind.negate()).toList());
    }

    private void ensure(String keyword) {
        boolean there = has(ImportLine::isAllKeywords)
                || has(line -> line.isKeyword(keyword))
                || (keyword.equals("in") && has(line -> line.isKeyword("every")));
        if (!there) {
            add("future", "keywords", keyword);
        }
    }

    /** Below the last one of its kind, or on the first line. */
    private void add(String root, String... path) {
        int last = imports.stream()
                .filter(line -> line.isFuture() || line.isRego("v1"))
                .mapToInt(ImportLine::row)
                .max()
                .orElse(0);
        imports.add(ImportLine.added(last + 1, start, root, path));
    }
}
