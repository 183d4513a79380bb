package dev.writ.policy.bundle;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a manifest says of WebAssembly: the modules are there, and each entrypoint has one and is owned. */
final class WasmReferences {

    private static final String HINT = "build the bundle again, or correct `wasm` in its manifest";

    private final String place;
    private final String prefix;
    private final Manifest manifest;
    private final Set<String> modules = new HashSet<>();
    private final Set<String> entrypoints = new HashSet<>();

    private WasmReferences(String place, String prefix, Manifest manifest) {
        this.place = place;
        this.prefix = prefix;
        this.manifest = manifest;
    }

    /**
     * Checks a manifest.
     *
     * @param prefix the path of the bundle with a slash behind it where it is a directory: modules may be named with it
     * @throws BundleException if a reference is malformed or leads nowhere
     */
    static void check(String prefix, Manifest manifest, List<BundleFile> files) {
        WasmReferences references = new WasmReferences(prefix + BundleFile.MANIFEST, prefix, manifest);
        files.stream()
                .map(BundleFile::path)
                .filter(path -> ("/" + path).endsWith("/policy.wasm"))
                .forEach(references.modules::add);
        RegoValue wasm = manifest.members().get("wasm");
        if (wasm instanceof RegoArray array) {
            array.forEach(references::check);
        } else if (wasm != null && !(wasm instanceof RegoNull)) {
            throw references.refused("has `wasm` that is no array");
        }
    }

    private void check(RegoValue reference) {
        if (!(reference instanceof RegoObject object)) {
            throw refused("has an element of `wasm` that is no object");
        }
        String module = text(object.get("module"), "module");
        String entrypoint = text(object.get("entrypoint"), "entrypoint");
        if (module.isEmpty()) {
            throw refused("has an element of `wasm` that names no `module`");
        }
        if (!isThere(module)) {
            throw refused("names the wasm module `" + module + "`, and there is no such `policy.wasm` in the bundle");
        }
        if (!manifest.owns(entrypoint)) {
            throw refused(
                    "has the wasm entrypoint `" + entrypoint + "`, which is outside of the roots " + manifest.roots());
        }
        if (!entrypoints.add(entrypoint)) {
            throw refused("has the wasm entrypoint `" + entrypoint + "` twice");
        }
    }

    private boolean isThere(String module) {
        String inside = module.replaceFirst("^(\\./|/)+", "");
        return modules.contains(inside)
                || (module.startsWith(prefix) && modules.contains(module.substring(prefix.length())));
    }

    private String text(@Nullable RegoValue value, String member) {
        if (value == null || value instanceof RegoNull) {
            return "";
        }
        if (value instanceof RegoString string) {
            return string.value();
        }
        throw refused("has a `" + member + "` in `wasm` that is no string");
    }

    private BundleException refused(String what) {
        return BundleException.of("`" + place + "` " + what, HINT);
    }
}
