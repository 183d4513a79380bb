package dev.writ.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DiagnosticRendererTest {

    private static Diagnostic error(@Nullable Span span, String message, @Nullable String hint) {
        return Diagnostic.error(DiagnosticCode.PARSE, span, message, hint);
    }

    @Test
    void theSourceLineIsShownWithACaretAndTheHint() {
        SourceFile file = new SourceFile("a.rego", "package a\n\tallow }\n");
        String text = DiagnosticRenderer.render(error(file.span(17, 18), "unexpected `}`", "remove it"));
        assertThat(text).isEqualTo("""
                        a.rego:2:8: rego_parse_error: unexpected `}`
                          \tallow }
                          \t      ^
                          hint: remove it
                        """);
    }

    @Test
    void theCaretIsAsWideAsWhatItPointsAtOnItsLine() {
        SourceFile file = new SourceFile("a.rego", "abc def\nghi");
        assertThat(DiagnosticRenderer.render(error(file.span(4, 7), "m", null))).contains("\n      ^^^\n");
        assertThat(DiagnosticRenderer.render(error(file.span(4, 9), "m", null))).contains("\n      ^\n");
    }

    @Test
    void wideCharactersCountOnce() {
        SourceFile file = new SourceFile("a.rego", "\uD83D\uDE00 x");
        assertThat(DiagnosticRenderer.render(error(file.span(3, 4), "m", null)))
                .startsWith("a.rego:1:3:")
                .endsWith("\n    ^\n");
    }

    @Test
    void ofALongLineAWindowIsShown() {
        SourceFile file = new SourceFile("a.rego", "x".repeat(10_000) + "!" + "y".repeat(10_000));
        String text = DiagnosticRenderer.render(error(file.span(10_000, 10_001), "m", null));
        List<String> lines = text.lines().toList();
        assertThat(lines.get(1)).hasSize(162);
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('!');
    }

    @Test
    void controlCharactersAreNotPrinted() {
        SourceFile file = new SourceFile("a.rego", "a\u001b[31mb");
        assertThat(DiagnosticRenderer.render(error(file.span(0, 1), "m", null))).doesNotContain("\u001b");
    }

    @Test
    void anEmptyFileAndNoPlaceAreShownToo() {
        SourceFile file = new SourceFile("a.rego", "");
        assertThat(DiagnosticRenderer.render(error(file.span(0, 0), "empty", null)))
                .isEqualTo("a.rego:1:1: rego_parse_error: empty\n  \n  ^\n");
        assertThat(DiagnosticRenderer.render(error(null, "nowhere", null))).isEqualTo("rego_parse_error: nowhere\n");
    }

    @Test
    void severalAreOrderedByPlace() {
        SourceFile file = new SourceFile("a.rego", "abc");
        String text = DiagnosticRenderer.render(
                List.of(error(file.span(2, 3), "second", null), error(file.span(0, 1), "first", null)));
        assertThat(text.indexOf("first")).isLessThan(text.indexOf("second")).isPositive();
    }
}
