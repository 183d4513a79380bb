package dev.writ.policy.parse;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.PackageDecl;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads package declarations and imports. */
final class HeaderParser {
    private static final Set<String> ROOTS = Set.of("data", "input", "rego", "future");

    private final Cursor cursor;

    HeaderParser(Cursor cursor) {
        this.cursor = cursor;
    }

    PackageDecl packageDecl() {
        int start = cursor.take().start();
        List<PathSegment> path = path();
        refuseMinus();
        return new PackageDecl(cursor.spanFrom(start), path);
    }

    Import importDecl() {
        int start = cursor.take().start();
        List<PathSegment> path = path();
        PathSegment root = path.getFirst();
        if (!ROOTS.contains(root.name())) {
            throw cursor.error(
                    root.span(),
                    "cannot import `" + root.name() + "`: an import starts with `data`, `input`, `rego` or `future`",
                    "a package `a.b` is imported as `data.a.b`");
        }
        PathSegment alias = null;
        if (cursor.takeIf(TokenKind.AS)) {
            alias = alias();
        } else {
            refuseKeyword(path);
        }
        refuseMinus();
        return new Import(cursor.spanFrom(start), root, path.subList(1, path.size()), alias);
    }

    private PathSegment alias() {
        Token token = cursor.token();
        if (!cursor.at(TokenKind.IDENT)) {
            throw cursor.unexpected("a name after `as`");
        }
        String name = cursor.text(token);
        if (name.equals("data") || name.equals("input")) {
            throw cursor.error(cursor.span(token), "the alias of an import cannot be `" + name + "`");
        }
        cursor.take();
        if (cursor.isAdjacent() && (cursor.at(TokenKind.DOT) || cursor.at(TokenKind.LEFT_BRACKET))) {
            throw cursor.unexpected("a plain name after `as`");
        }
        return new PathSegment(cursor.span(token), name);
    }

    private void refuseKeyword(List<PathSegment> path) {
        PathSegment last = path.getLast();
        if (!path.getFirst().name().equals("future") && cursor.isReserved(last.name())) {
            throw cursor.error(
                    last.span(),
                    "an import cannot end with the keyword `" + last.name() + "`",
                    "give it a name: `import ... as other`");
        }
    }

    private void refuseMinus() {
        if (cursor.at(TokenKind.MINUS)) {
            throw cursor.unexpected();
        }
    }

    private List<PathSegment> path() {
        List<PathSegment> path = new ArrayList<>();
        path.add(name());
        while (cursor.isAdjacent() && (cursor.at(TokenKind.DOT) || cursor.at(TokenKind.LEFT_BRACKET))) {
            if (cursor.take().kind() == TokenKind.DOT) {
                if (!cursor.isAdjacent()) {
                    throw cursor.unexpected("a name after `.`");
                }
                path.add(name());
            } else {
                path.add(quoted());
            }
        }
        return path;
    }

    private PathSegment name() {
        Token token = cursor.token();
        if (!cursor.at(TokenKind.IDENT) && !cursor.kind().isKeyword()) {
            throw cursor.unexpected("a name");
        }
        cursor.take();
        return new PathSegment(cursor.span(token), cursor.text(token));
    }

    private PathSegment quoted() {
        Token token = cursor.token();
        if (!cursor.at(TokenKind.STRING) && !cursor.at(TokenKind.RAW_STRING)) {
            throw cursor.unexpected("a string");
        }
        RegoString name = (RegoString) new ScalarParser(cursor, new BodyParser(cursor)).value();
        cursor.expect(TokenKind.RIGHT_BRACKET, "`]`");
        return new PathSegment(cursor.span(token), name.value());
    }
}
