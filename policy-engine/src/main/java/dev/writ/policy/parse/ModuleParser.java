package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Comment;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PackageDecl;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a module statement by statement, and goes on behind a broken one. */
final class ModuleParser {
    private final SourceFile file;
    private final Cursor cursor;
    private final List<Comment> comments;
    private final List<Diagnostic> diagnostics;
    private final HeaderParser headers;
    private final RuleParser rules;
    private final List<Import> imports = new ArrayList<>();
    private final List<Rule> parsedRules = new ArrayList<>();
    private RegoVersion version;
    private final boolean metadata;
    private @Nullable PackageDecl packageDecl;
    private boolean packageMissing;

    ModuleParser(SourceFile file, LexedSource source, ParseOptions options) {
        this.file = file;
        this.cursor = new Cursor(file, source.tokens(), options);
        this.comments = source.comments();
        this.diagnostics = new ArrayList<>(source.diagnostics());
        this.headers = new HeaderParser(cursor);
        this.rules = new RuleParser(cursor, new BodyParser(cursor));
        this.version = options.version();
        this.metadata = options.metadata();
    }

    Parsed<Module> parse() {
        if (cursor.at(TokenKind.END)) {
            report(Diagnostic.error(
                    DiagnosticCode.PARSE, file.span(0, 0), "empty module", "start with `package name`"));
        }
        while (!cursor.at(TokenKind.END)) {
            int start = cursor.index();
            try {
                statement();
            } catch (SyntaxException e) {
                if (e.found() != TokenKind.ILLEGAL || diagnostics.isEmpty()) {
                    report(e.diagnostic());
                }
                recover(start);
            }
        }
        PackageDecl name = packageDecl;
        if (name == null || !diagnostics.isEmpty()) {
            return new Parsed<>(null, diagnostics);
        }
        return finish(name);
    }

    private Parsed<Module> finish(PackageDecl name) {
        List<Rule> checked = new ArrayList<>();
        for (Rule rule : parsedRules) {
            if (version == RegoVersion.V0) {
                RuleForms.checkV0(rule, diagnostics);
            }
            checked.add(version == RegoVersion.V0 ? RuleForms.asV0(rule) : rule);
        }
        if (version == RegoVersion.V1) {
            checked.forEach(rule -> RuleForms.checkV1(rule, diagnostics));
        }
        List<Annotations> annotations = metadata ? new MetadataParser(file, comments, diagnostics).parse() : List.of();
        AnnotationAttacher attacher = new AnnotationAttacher(name, imports, checked, diagnostics);
        List<Annotations> scoped = attacher.scope(annotations);
        if (!diagnostics.isEmpty()) {
            return new Parsed<>(null, diagnostics);
        }
        Span span = file.span(0, file.text().length());
        List<Rule> annotated = attacher.attach(scoped);
        return new Parsed<>(new Module(span, version, name, imports, annotated, scoped, comments), List.of());
    }

    private void statement() {
        boolean word = !cursor.isKeywordAsRef();
        if (word && cursor.at(TokenKind.PACKAGE)) {
            packageStatement();
        } else {
            requirePackage();
            if (word && cursor.at(TokenKind.IMPORT)) {
                importStatement();
            } else {
                parsedRules.addAll(rules.rules());
            }
        }
    }

    private void packageStatement() {
        Span place = cursor.span(cursor.token());
        PackageDecl parsed = headers.packageDecl();
        if (packageDecl != null || packageMissing) {
            report(Diagnostic.error(DiagnosticCode.PARSE, place, "unexpected package: a module has one, at its start"));
        } else {
            packageDecl = parsed;
        }
    }

    private void requirePackage() {
        if (packageDecl == null && !packageMissing) {
            packageMissing = true;
            report(Diagnostic.error(
                    DiagnosticCode.PARSE,
                    cursor.span(cursor.token()),
                    "package expected",
                    "start the module with `package name`"));
        }
    }

    private void importStatement() {
        Import parsed = headers.importDecl();
        if (LanguageImports.apply(parsed, cursor)) {
            version = RegoVersion.V1;
        }
        imports.add(parsed);
    }

    /** Moves to the next word at the start of a line, behind the start of the broken statement. */
    private void recover(int start) {
        cursor.resetNesting(0);
        if (cursor.index() == start) {
            cursor.take();
        }
        while (!cursor.at(TokenKind.END) && !startsStatement()) {
            cursor.take();
        }
    }

    private boolean startsStatement() {
        Token token = cursor.token();
        boolean word = token.kind() == TokenKind.IDENT || token.kind().isKeyword();
        return word
                && token.newlineBefore()
                && token.kind() != TokenKind.ELSE
                && file.text().charAt(token.start() - 1) == '\n';
    }

    private void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }
}
