package dev.writ.policy.parse;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.source.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What {@code import rego.v1} and {@code import future.keywords} do to the language, and what is wrong with them. */
final class LanguageImports {
    private LanguageImports() {}

    /** Makes the keywords that {@code imported} brings active; true if it asks for Rego v1. */
    static boolean apply(Import imported, Cursor cursor) {
        return switch (imported.root().name()) {
            case "rego" -> rego(imported, cursor);
            case "future" -> {
                future(imported, cursor);
                yield false;
            }
            default -> false;
        };
    }

    private static boolean rego(Import imported, Cursor cursor) {
        String version =
                imported.path().size() == 1 ? imported.path().getFirst().name() : "";
        if (!version.equals("v1") && !version.equals("v2")) {
            throw cursor.error(
                    place(imported), "there is no such import, expected `import rego.v1` or `import rego.v2`");
        }
        LanguageFeatures features = cursor.features();
        if (version.equals("v1") ? !features.hasRegoV1Import() : !features.hasRegoV2Import()) {
            throw cursor.error(
                    place(imported), "invalid import, `rego." + version + "` is not supported by current capabilities");
        }
        refuseAlias(imported, cursor);
        Keywords.FUTURE_IN_V0.forEach(cursor::activate);
        if (version.equals("v2")) {
            Keywords.FUTURE_IN_V1.forEach(cursor::activate);
            cursor.activate(TokenKind.NOT);
        }
        return true;
    }

    private static void future(Import imported, Cursor cursor) {
        List<PathSegment> path = imported.path();
        if (path.isEmpty() || !path.getFirst().name().equals("keywords") || path.size() > 2) {
            throw cursor.error(
                    imported.span(),
                    "there is no such import, expected `future.keywords` or `future.keywords.<keyword>`");
        }
        refuseAlias(imported, cursor);
        Set<TokenKind> known = known(cursor);
        if (path.size() == 1) {
            known.forEach(cursor::activate);
            return;
        }
        String name = path.get(1).name();
        TokenKind keyword = Keywords.of(name);
        if (keyword == null || !known.contains(keyword)) {
            Set<String> names = new TreeSet<>();
            known.forEach(kind -> names.add("`" + kind.label() + "`"));
            throw cursor.error(
                    path.get(1).span(),
                    "`" + name + "` is no future keyword, expected one of " + String.join(", ", names));
        }
        cursor.activate(keyword);
    }

    private static Set<TokenKind> known(Cursor cursor) {
        Set<TokenKind> known = EnumSet.copyOf(Keywords.FUTURE_IN_V1);
        known.add(TokenKind.NOT);
        known.removeIf(kind -> !cursor.features().futureKeywords().contains(kind.label()));
        for (TokenKind kind : Keywords.FUTURE_IN_V0) {
            if (cursor.alwaysHas(kind) || cursor.features().futureKeywords().contains(kind.label())) {
                known.add(kind);
            }
        }
        return known;
    }

    private static Span place(Import imported) {
        Span root = imported.root().span();
        return imported.path().isEmpty()
                ? root
                : root.to(imported.path().getLast().span());
    }

    private static void refuseAlias(Import imported, Cursor cursor) {
        PathSegment alias = imported.alias();
        if (alias != null) {
            throw cursor.error(alias.span(), "`" + imported.root().name() + "` imports cannot have an alias");
        }
    }
}
