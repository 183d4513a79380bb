package dev.writ.policy.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes as text. Rego is UTF-8; what is not valid is replaced by U+FFFD and reported, so that the rest can still be read.
 *
 * @param file the text
 * @param diagnostics one for each stretch of invalid bytes, at most ten
 */
public record SourceText(SourceFile file, List<Diagnostic> diagnostics) {
    private static final int MAX_DIAGNOSTICS = 10;

    public SourceText {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Decodes {@code utf8}. */
    public static SourceText decode(String name, byte[] utf8) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CharBuffer out = CharBuffer.allocate(utf8.length + 1);
        List<Integer> invalid = new ArrayList<>();
        CoderResult result = decoder.decode(in, out, true);
        int last = -2;
        while (result.isError()) {
            if (invalid.size() < MAX_DIAGNOSTICS && out.position() != last + 1) {
                invalid.add(out.position());
            }
            last = out.position();
            out.put('\uFFFD');
            in.position(in.position() + result.length());
            result = decoder.decode(in, out, true);
        }
        SourceFile file = new SourceFile(name, out.flip().toString());
        return new SourceText(
                file, invalid.stream().map(at -> illegal(file, at)).toList());
    }

    private static Diagnostic illegal(SourceFile file, int at) {
        return Diagnostic.error(
                DiagnosticCode.PARSE, file.span(at, at + 1), "illegal UTF-8", "save the file with the encoding UTF-8");
    }
}
