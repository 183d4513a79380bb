package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.value.RegoObject;
import java.util.List;

/**
 * Policies and data that belong together: what an engine is made of.
 *
 * @param name what messages call the bundle, usually its path
 * @param manifest its manifest
 * @param revision its name: the digest of its content, or what the manifest calls it
 * @param modules its modules, by path
 * @param data its documents
 */
public record Bundle(String name, Manifest manifest, String revision, List<Module> modules, RegoObject data) {

    public Bundle {
        modules = List.copyOf(modules);
    }
}
