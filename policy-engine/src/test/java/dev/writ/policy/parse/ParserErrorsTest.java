package dev.writ.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.SourceText;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused, with which words, and where: {@code errors.txt}. */
final class ParserErrorsTest {

    private static String diagnostics(String source) {
        Parsed<dev.writ.policy.ast.Module> parsed = RegoParser.module(new SourceFile("p.rego", source));
        assertThat(parsed.isValid()).as(source).isFalse();
        return DiagnosticRenderer.render(parsed.diagnostics());
    }

    @Test
    void everyErrorHasItsMessageAndPlace() throws IOException {
        assertThat(GoldenFile.of("errors.txt").check(ParserErrorsTest::diagnostics))
                .isGreaterThan(80);
    }

    @Test
    void aNullIsRefusedWhereItCannotBeSeen() {
        for (String source : List.of(
                "package a\nx := \"b\0\"", "package a\nx := `\0`", "package a # \0", "package a\nx := $\"\0\"")) {
            assertThat(diagnostics(source)).as(source).contains("illegal null character");
        }
        assertThat(diagnostics("package a\nx := \0").split("illegal null character"))
                .hasSize(2);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheOtherErrors() {
        byte[] bytes = {
            'p', 'a', 'c', 'k', 'a', 'g', 'e', ' ', 'a', '\n', '#', (byte) 0xFF, (byte) 0xFE, '\n', 'x', ' ', ':', '='
        };
        assertThat(RegoParser.module(SourceText.decode("p.rego", bytes), ParseOptions.DEFAULT)
                        .diagnostics())
                .extracting(diagnostic -> diagnostic.message())
                .first()
                .isEqualTo("illegal UTF-8");
    }

    @Test
    void messagesAreInTheHouseStyle() throws IOException {
        GoldenFile.of("errors.txt").check(rendered -> {
            for (Diagnostic diagnostic :
                    RegoParser.module(new SourceFile("p.rego", rendered)).diagnostics()) {
                String message = diagnostic.message();
                assertThat(message).doesNotEndWith(".").doesNotContain("Token").doesNotContain("dev.writ");
                String first = message.substring(0, 1);
                assertThat(first.equals(first.toLowerCase(java.util.Locale.ROOT)) || message.startsWith("METADATA"))
                        .as(message)
                        .isTrue();
            }
            return diagnostics(rendered);
        });
    }

    @Test
    void anEmptyTextIsNoModule() {
        assertThat(diagnostics("")).startsWith("p.rego:1:1: rego_parse_error: empty module");
        assertThat(diagnostics("# only a comment\n")).contains("empty module");
    }

    @Test
    void aSourceBeyondTheLimitIsRefusedAtOnce() {
        ParseOptions small = new ParseOptions(ParseOptions.DEFAULT.version(), 10, 10, 10, LanguageFeatures.ALL, true);
        List<Diagnostic> diagnostics = RegoParser.module(new SourceFile("p.rego", "package aaaa"), small)
                .diagnostics();
        assertThat(diagnostics)
                .extracting(Diagnostic::message)
                .containsExactly("source of 12 characters is longer than the limit of 10");
    }

    @Test
    void queriesAreReadAndTheirErrorsPlaced() {
        assertThat(query("x := 1; y = x + 1\ndata.a[y]")).isEmpty();
        assertThat(query("1 2")).isEmpty();
        assertThat(query("")).isEqualTo("q:1:1: rego_compile_error: empty query");
        assertThat(query("x := ")).isEqualTo("q:1:6: rego_parse_error: unexpected end of text, expected an expression");
        assertThat(query("1;")).isEqualTo("q:1:3: rego_parse_error: unexpected end of text, expected an expression");
        assertThat(query("\"a")).isEqualTo("q:1:1: rego_parse_error: string without an end");
    }

    private static String query(String text) {
        Parsed<dev.writ.policy.ast.Body> parsed =
                RegoParser.query(new SourceFile("q", text), List.of(), ParseOptions.DEFAULT);
        assertThat(parsed.isValid()).isEqualTo(parsed.diagnostics().isEmpty());
        return String.join(
                "\n", parsed.diagnostics().stream().map(Diagnostic::toString).toList());
    }
}
