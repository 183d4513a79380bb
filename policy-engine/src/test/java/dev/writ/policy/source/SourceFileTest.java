package dev.writ.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceFileTest {
    private static final SourceFile FILE = new SourceFile("p.rego", "ab\n\tc\r\n\uD83D\uDE00d\n");

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,1,2", "2,1,3", "3,2,1", "4,2,2", "5,2,3", "7,3,1", "9,3,2", "10,3,3", "11,4,1"})
    void offsetsHaveALineAndAColumnInCodePoints(int offset, int line, int column) {
        Span span = FILE.span(offset, offset);
        assertThat(span.line()).isEqualTo(line);
        assertThat(span.column()).isEqualTo(column);
    }

    @Test
    void linesAreGivenWithoutTheirTerminator() {
        assertThat(FILE.lineCount()).isEqualTo(4);
        assertThat(FILE.lineText(1)).isEqualTo("ab");
        assertThat(FILE.lineText(2)).isEqualTo("\tc");
        assertThat(FILE.lineText(4)).isEmpty();
    }

    @Test
    void manyLinesAreIndexed() {
        SourceFile file = new SourceFile("f", "x\n".repeat(1_000));
        assertThat(file.lineCount()).isEqualTo(1_001);
        assertThat(file.span(1_998, 1_999).line()).isEqualTo(1_000);
    }

    @Test
    void aSpanMustBeInsideItsFile() {
        assertThatThrownBy(() -> FILE.span(0, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FILE.span(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FILE.span(0, 1).to(new SourceFile("q", "x").span(0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spansJoinAndSort() {
        Span first = FILE.span(0, 2);
        Span second = FILE.span(4, 5);
        assertThat(second.to(first)).isEqualTo(FILE.span(0, 5));
        assertThat(first).isLessThan(second);
        assertThat(second.text()).isEqualTo("c");
        assertThat(second.place()).isEqualTo("p.rego:2:2");
        assertThat(first.endLine()).isEqualTo(1);
        assertThat(first.endColumn()).isEqualTo(3);
    }

    @Test
    void invalidUtf8IsReplacedAndReported() {
        byte[] bytes = "p := \"a?b?\"\n".getBytes(StandardCharsets.ISO_8859_1);
        bytes[7] = (byte) 0xC3;
        bytes[9] = (byte) 0xFF;
        SourceText text = SourceText.decode("p.rego", bytes);
        assertThat(text.file().text()).isEqualTo("p := \"a\uFFFDb\uFFFD\"\n");
        assertThat(text.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "p.rego:1:8: rego_parse_error: illegal UTF-8", "p.rego:1:10: rego_parse_error: illegal UTF-8");
    }

    @Test
    void aTruncatedCharacterAtTheEndIsReported() {
        SourceText text = SourceText.decode("p.rego", new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        assertThat(text.file().text()).isEqualTo("a\uFFFD");
        assertThat(text.diagnostics()).hasSize(1);
    }

    @Test
    void validUtf8IsTakenAsItIs() {
        String source = "# \u00e9 \u20ac \uD83D\uDE00";
        SourceText text = SourceText.decode("p.rego", source.getBytes(StandardCharsets.UTF_8));
        assertThat(text.file().text()).isEqualTo(source);
        assertThat(text.diagnostics()).isEmpty();
    }
}
