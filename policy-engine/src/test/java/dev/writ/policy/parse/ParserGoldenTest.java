package dev.writ.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.SourceFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The trees of all constructs, with the places of all nodes: {@code trees.txt}, and of v0 in {@code trees-v0.txt}. */
final class ParserGoldenTest {

    private static String tree(String source, RegoVersion version) {
        Parsed<dev.writ.policy.ast.Module> parsed =
                RegoParser.module(new SourceFile("p.rego", source), ParseOptions.DEFAULT.withVersion(version));
        assertThat(DiagnosticRenderer.render(parsed.diagnostics())).as(source).isEmpty();
        return AstText.of(parsed.get());
    }

    @Test
    void everyConstructHasItsTree() throws IOException {
        int cases = GoldenFile.of("trees.txt").check(source -> tree(source, RegoVersion.V1));
        assertThat(cases).isGreaterThan(30);
    }

    @Test
    void constructsOfV0HaveTheirTree() throws IOException {
        int cases = GoldenFile.of("trees-v0.txt").check(source -> tree(source, RegoVersion.V0));
        assertThat(cases).isGreaterThan(2);
    }
}
