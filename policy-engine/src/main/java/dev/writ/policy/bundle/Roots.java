package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/** Checks that a bundle defines only what its roots say it owns. */
final class Roots {

    private Roots() {}

    static void check(String name, Manifest manifest, List<Module> modules, RegoObject data) {
        List<Diagnostic> errors = new ArrayList<>();
        for (Module module : modules) {
            String path = String.join("/", module.packageDecl().names());
            if (!manifest.owns(path)) {
                errors.add(Diagnostic.error(
                        DiagnosticCode.LOAD,
                        module.packageDecl().span(),
                        "package `" + path.replace('/', '.') + "` is outside of the roots of `" + name + "`",
                        "add a root to `.manifest`, or move the package below one of " + manifest.roots()));
            }
        }
        checkData(name, manifest, data, "", errors);
        if (!errors.isEmpty()) {
            throw new BundleException(errors);
        }
    }

    private static void checkData(
            String name, Manifest manifest, RegoObject data, String path, List<Diagnostic> errors) {
        data.forEach((key, value) -> {
            String text = key instanceof RegoString string ? string.value() : key.toString();
            String below = path.isEmpty() ? text : path + "/" + text;
            if (!manifest.owns(below)) {
                if (value instanceof RegoObject nested && manifest.ownsSomethingBelow(below)) {
                    checkData(name, manifest, nested, below, errors);
                } else {
                    errors.add(outside(name, manifest, below, value));
                }
            }
        });
    }

    private static Diagnostic outside(String name, Manifest manifest, String path, RegoValue value) {
        return Diagnostic.error(
                DiagnosticCode.LOAD,
                null,
                "`" + name + "` has " + value.kind().label() + " data at `" + path + "`, which is outside of its roots",
                "add a root to `.manifest`, or move the data below one of " + manifest.roots());
    }
}
