package dev.writ.policy.parse;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Module;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.SourceText;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads modules and queries. */
public final class RegoParser {
    private RegoParser() {}

    /** The module that {@code file} holds, read with the default options. */
    public static Parsed<Module> module(SourceFile file) {
        return module(file, ParseOptions.DEFAULT);
    }

    /** The module that {@code file} holds. */
    public static Parsed<Module> module(SourceFile file, ParseOptions options) {
        if (file.text().length() > options.maxLength()) {
            return new Parsed<>(null, List.of(tooLong(file, options)));
        }
        Diagnostic refused = capabilities(options);
        if (refused != null) {
            return new Parsed<>(null, List.of(refused));
        }
        try {
            return new ModuleParser(file, Lexer.lex(file), options).parse();
        } catch (StackOverflowError tooDeep) {
            return new Parsed<>(null, List.of(tooDeep(file)));
        }
    }

    /** The limits on nesting are meant for a stack of 1 MiB; on a smaller one it is the stack that ends first. */
    private static Diagnostic tooDeep(SourceFile file) {
        return Diagnostic.error(
                DiagnosticCode.PARSE,
                file.span(0, 0),
                "the text nests too deeply for the stack of its thread",
                "give the thread a larger stack, or nest less");
    }

    /** The module that {@code text} holds; bytes that are no UTF-8 are errors, too. */
    public static Parsed<Module> module(SourceText text, ParseOptions options) {
        Parsed<Module> parsed = module(text.file(), options);
        if (text.diagnostics().isEmpty()) {
            return parsed;
        }
        List<Diagnostic> all = new ArrayList<>(text.diagnostics());
        all.addAll(parsed.diagnostics());
        return new Parsed<>(null, all);
    }

    /**
     * The query that {@code file} holds: literals separated by {@code ;} or new lines.
     *
     * @param imports what the query sees as if a module had imported it; future keywords among them are active
     */
    public static Parsed<Body> query(SourceFile file, List<Import> imports, ParseOptions options) {
        if (file.text().length() > options.maxLength()) {
            return new Parsed<>(null, List.of(tooLong(file, options)));
        }
        LexedSource source = Lexer.lex(file);
        Cursor cursor = new Cursor(file, source.tokens(), options);
        List<Diagnostic> diagnostics = new ArrayList<>(source.diagnostics());
        imports.forEach(imported -> LanguageImports.apply(imported, cursor));
        try {
            Body body = literals(cursor, new BodyParser(cursor));
            return new Parsed<>(diagnostics.isEmpty() ? body : null, diagnostics);
        } catch (SyntaxException e) {
            if (e.found() != TokenKind.ILLEGAL || diagnostics.isEmpty()) {
                diagnostics.add(e.diagnostic());
            }
            return new Parsed<>(null, diagnostics);
        } catch (StackOverflowError tooDeep) {
            return new Parsed<>(null, List.of(tooDeep(file)));
        }
    }

    private static Body literals(Cursor cursor, BodyParser bodies) {
        if (cursor.at(TokenKind.END)) {
            Span place = cursor.span(cursor.token());
            throw new SyntaxException(
                    Diagnostic.error(DiagnosticCode.COMPILE, place, "empty query", "write an expression"),
                    TokenKind.END);
        }
        int start = cursor.token().start();
        List<Literal> literals = new ArrayList<>();
        do {
            literals.add(bodies.literal());
        } while (cursor.takeIf(TokenKind.SEMICOLON) || !cursor.at(TokenKind.END));
        return new Body(cursor.spanFrom(start), literals, false);
    }

    /** Why nothing can be read with these capabilities, or null. */
    private static @Nullable Diagnostic capabilities(ParseOptions options) {
        LanguageFeatures features = options.features();
        boolean possible = switch (options.version()) {
            case V0 -> true;
            case V1 -> features.has("rego_v1");
        };
        if (!possible) {
            return illegal("rego_v1 feature required for parsing v1 Rego");
        }
        String unknown = features.unknownKeyword();
        return unknown.isEmpty() ? null : illegal("unknown keyword: `" + unknown + "`");
    }

    private static Diagnostic illegal(String problem) {
        return Diagnostic.error(
                DiagnosticCode.PARSE, null, "illegal capabilities: " + problem, "give other capabilities");
    }

    private static Diagnostic tooLong(SourceFile file, ParseOptions options) {
        return Diagnostic.error(
                DiagnosticCode.PARSE,
                file.span(0, 0),
                "source of " + file.text().length() + " characters is longer than the limit of " + options.maxLength(),
                "split it into several files, and move data out of policies");
    }
}
