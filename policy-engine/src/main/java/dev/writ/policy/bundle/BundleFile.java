package dev.writ.policy.bundle;

import dev.writ.policy.source.Sha256;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
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
    private final @Nullable Parsed parsed;

    /** A document without its text, and the SHA-256 of what was its text. */
    private record Parsed(RegoValue value, String digest) {}

    /** A file; the bytes are not copied and must not change. */
    public BundleFile(String path, byte[] content) {
        this(path, content, null);
    }

    private BundleFile(String path, byte[] content, @Nullable Parsed parsed) {
        this.path = Objects.requireNonNull(path, "path");
        this.content = Objects.requireNonNull(content, "content");
        this.parsed = parsed;
    }

    /** A data document that was read from a stream, whose bytes are no longer there. */
    static BundleFile parsed(String path, InputStream text) throws IOException {
        MessageDigest digest = Sha256.digest();
        InputStream digested = new DigestInputStream(text, digest);
        RegoValue value = DataDocument.read(path, digested);
        return new BundleFile(
                path, new byte[0], new Parsed(value, HexFormat.of().formatHex(digest.digest())));
    }

    /** The SHA-256 of the content as hexadecimal text. */
    String digest() {
        Parsed known = parsed;
        return known == null ? Sha256.hex(content) : known.digest();
    }

    /** The value of a data document or manifest; an error calls it {@code name}. */
    RegoValue document(String name) {
        Parsed known = parsed;
        return known == null ? DataDocument.read(name, content) : known.value();
    }

    /** The path below the root of the bundle. */
    public String path() {
        return path;
    }

    /** The bytes; not to be changed. A large document that was read for its value has none. */
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
        return isData(path);
    }

    static boolean isData(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.equals("data.json") || name.equals("data.yaml") || name.equals("data.yml");
    }

    /** Whether the file is a program that OPA compiled from the modules: WebAssembly, or a plan. */
    public boolean isCompiled() {
        return path.endsWith(".wasm") || path.equals(PLAN);
    }

    /** Whether the file is what makes a bundle a delta bundle. */
    boolean isPatch() {
        return path.equals("patch.json") || path.endsWith("/patch.json");
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
        return other instanceof BundleFile file
                && path.equals(file.path)
                && Arrays.equals(content, file.content)
                && Objects.equals(parsed, file.parsed);
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
