package dev.writ.api;

import dev.writ.api.platform.ServeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** As an operator makes another node: keys are copied, and a checkpoint takes the place of the pin. */
public final class JoiningNode {
    private JoiningNode() {}

    /**
     * Options of a node that joins.
     *
     * @param first options of the node that is there
     * @param folder of the new node
     * @param auditor who reads the checkpoint
     */
    public static ServeOptions options(ServeOptions first, Path folder, Client auditor) throws IOException {
        try (Stream<Path> files = Files.walk(first.dataDir())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".key")).toList()) {
                Path copy = folder.resolve(first.dataDir().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path checkpoint = folder.resolveSibling(folder.getFileName() + ".checkpoint");
        Files.writeString(
                checkpoint, auditor.get("/ledger/main/checkpoint").expect(200).body());
        return new ServeOptions(
                first.host(),
                first.port(),
                folder,
                first.postgres(),
                first.bundle(),
                first.origin(),
                Optional.of(checkpoint),
                first.dev(),
                first.publicLedger(),
                first.publicUrl(),
                first.outbound(),
                first.tls(),
                first.tenants(),
                first.oidc(),
                first.rateLimit());
    }
}
