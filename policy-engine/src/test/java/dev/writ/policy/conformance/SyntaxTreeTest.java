package dev.writ.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.parse.AstJsonOptions;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The modules of OPA's conformance cases as JSON, with all places: what {@code opa parse --format json --json-include
 * locations} prints. Skipped aloud where there is no Go to export them.
 */
class SyntaxTreeTest {
    private static final int MODULES = 4452;

    @Test
    void treesAndPlacesAreThoseOfOpa() throws IOException, InterruptedException {
        Optional<Path> folder = CaseFiles.folder();
        List<RegoObject> trees = folder.isPresent() ? CaseFiles.trees(folder.get()) : List.of();
        if (trees.isEmpty()) {
            System.out.println("SKIPPED: SyntaxTreeTest, because there is no Go to export the trees from OPA");
        }
        Assumptions.assumeFalse(trees.isEmpty(), "skipped: there is no Go to export the trees");

        List<String> different = new ArrayList<>();
        for (RegoObject one : trees) {
            RegoVersion version = text(one, "version").equals("v0") ? RegoVersion.V0 : RegoVersion.V1;
            String text = text(one, "module");
            Parsed<Module> parsed =
                    RegoParser.module(new SourceFile("m.rego", text), ParseOptions.DEFAULT.withVersion(version));
            if (!parsed.isValid()
                    || !AstJson.of(parsed.get(), new AstJsonOptions(true, true)).equals(one.get("tree"))) {
                different.add(version + "\n" + text);
            }
        }

        assertThat(different).isEmpty();
        assertThat(trees).hasSize(MODULES);
    }

    private static String text(RegoObject object, String member) {
        return ((RegoString) Objects.requireNonNull(object.get(member))).value();
    }
}
