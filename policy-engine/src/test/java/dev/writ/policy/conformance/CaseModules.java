package dev.writ.policy.conformance;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The modules of OPA's conformance cases, for tests that need many texts. */
public final class CaseModules {
    private CaseModules() {}

    /** Those of one dialect, each once; none where there is no Go to export them. */
    public static List<String> of(RegoVersion version) throws IOException, InterruptedException {
        Optional<Path> folder = CaseFiles.folder();
        Set<String> texts = new LinkedHashSet<>();
        if (folder.isPresent()) {
            for (RegoObject one : CaseFiles.trees(folder.get())) {
                if (text(one, "version").equals(version == RegoVersion.V0 ? "v0" : "v1")) {
                    texts.add(text(one, "module"));
                }
            }
        }
        return List.copyOf(texts);
    }

    private static String text(RegoObject object, String member) {
        return ((RegoString) Objects.requireNonNull(object.get(member))).value();
    }
}
