package dev.writ.policy.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.GoldenFile;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.SourceFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layouts of all constructs. {@code OpaFormatTest} compares the same texts with OPA's. */
class FormatGoldenTest {
    private static final FormatOptions V0 = FormatOptions.of(RegoVersion.V0);
    private static final String ROOM = "format";

    /** The texts of one dialect. */
    static List<String> inputs(RegoVersion version) throws IOException {
        return GoldenFile.of(ROOM, version == RegoVersion.V0 ? "layouts-v0.txt" : "layouts.txt")
                .inputs();
    }

    private static String formatted(String text, FormatOptions options) {
        Formatted formatted = RegoFormatter.format(new SourceFile("p.rego", text), options);
        String result = formatted.text();
        return result == null ? DiagnosticRenderer.render(formatted.diagnostics()) : result;
    }

    @Test
    void everyConstructHasItsLayout() throws IOException {
        int cases = GoldenFile.of(ROOM, "layouts.txt").check(text -> formatted(text, FormatOptions.DEFAULT));

        assertThat(cases).isGreaterThan(15);
    }

    @Test
    void constructsOfV0HaveTheirLayout() throws IOException {
        int cases = GoldenFile.of(ROOM, "layouts-v0.txt").check(text -> formatted(text, V0));

        assertThat(cases).isEqualTo(3);
    }

    @Test
    void constructsOfV0AreRewritten() throws IOException {
        FormatOptions both = V0.to(FormatOptions.Target.V0_AND_V1);

        int cases = GoldenFile.of(ROOM, "layouts-v0-to-v1.txt").check(text -> formatted(text, both));

        assertThat(cases).isEqualTo(3);
    }
}
