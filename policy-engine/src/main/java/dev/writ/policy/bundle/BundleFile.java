package dev.writ.policy.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file of a bundle: a path relative to its root, with slashes and without {@code .} and {@code ..}, and bytes. */
public final class BundleFile {

    /** The name of the manifest. */
    public static final String MANIFEST = ".manifest";

    /** The name of the plan in a bundle that {@code opa build -t plan} built. */
    public static final String PLAN = "plan.json";

    private final String path;
    private final byte[] content;

    /** A file; the bytes are not copied and must not change. */
    public BundleFile(String path, byte[] content) {
        this.path = Objects.requireNonNull(path, "path");
        this.content = Objects.requireNonNull(content, "content");
    }

    /** The path below the root of the bundle. */
    public String path() {
        return path;
    }

    /** The bytes; not to be changed. */
    public byte[] content() {
        return content;
    }

    boolean isRego() {
        return path.endsWith(".rego");
    }

    boolean isManifest() {
        return path.equals(MANIFEST);
    }

    /** Whether the file is a data document; its directory is the place of the document in {@code data}. */
    public boolean isData() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.equals("data.json") || name.equals("data.yaml") || name.equals("data.yml");
    }

    /** Whether the file is a program that OPA compiled from the modules: WebAssembly, or a plan. */
    public boolean isCompiled() {
        return path.endsWith(".wasm") || path.equals(PLAN);
    }

    /** Whether the file is a part of what a bundle says: compiled programs only repeat it. */
    boolean counts() {
        return isRego() || isManifest() || isData();
    }

    /** The content as text; bytes that are no UTF-8 become U+FFFD. */
    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BundleFile file && path.equals(file.path) && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
        return path.hashCode() * 31 + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return path + " (" + content.length + " bytes)";
    }
}
