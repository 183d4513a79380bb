package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.source.Sha256;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was found before. A file is looked at again when its text has changed, or what other files, the configuration or the
 * linter say that its findings depend on. For one run at a time; its methods may be called by several threads.
 */
public final class LintCache {
    private static final byte[] BEGINNING = "{\"files\":{".getBytes(StandardCharsets.UTF_8);

    private final String version;
    private final Map<String, Entry> before;
    private final Map<String, Entry> now = new ConcurrentHashMap<>();

    /**
     * What is known of a text.
     *
     * @param facts what other modules need to know of it
     * @param digest what its findings depend on besides the text
     */
    record Entry(ModuleFacts facts, String digest, List<Finding> findings) {}

    private LintCache(String version, Map<String, Entry> before) {
        this.version = version;
        this.before = before;
    }

    /** Nothing known. */
    public static LintCache empty(String version) {
        return new LintCache(version, Map.of());
    }

    /**
     * What a text of {@link #text} knows; nothing if it is none, or of another version.
     *
     * @param version of the linter
     */
    public static LintCache read(String version, String text) {
        try {
            if (JsonReader.read(text) instanceof RegoObject root
                    && RegoString.of(version).equals(root.get("version"))
                    && root.get("files") instanceof RegoObject files) {
                Map<String, Entry> entries = new HashMap<>();
                files.forEach((key, value) -> entries.put(((RegoString) key).value(), entry(value)));
                return new LintCache(version, entries);
            }
            return empty(version);
        } catch (JsonException e) {
            return empty(version);
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            return empty(version);
        }
    }

    /** The same of the content of a file; nothing, too, where it is no text. */
    public static LintCache read(String version, byte[] content) {
        try {
            return read(
                    version,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            return empty(version);
        }
    }

    /** Whether a file holds a cache, or the beginning of one, and not something that nobody wants to lose. */
    public static boolean isCache(byte[] content) {
        int length = Math.min(content.length, BEGINNING.length);
        return Arrays.equals(content, 0, length, BEGINNING, 0, length);
    }

    private static Entry entry(RegoValue value) {
        return new Entry(
                CacheText.facts(CacheText.at(value, 0)),
                CacheText.text(value, 1),
                CacheText.list(value, 2, CacheText::finding));
    }

    /** As JSON: the files of this run. */
    public String text() {
        RegoObject.Builder files = RegoObject.builder();
        new TreeMap<>(now)
                .forEach((key, entry) -> files.put(
                        key,
                        RegoArray.of(
                                CacheText.of(entry.facts()),
                                RegoString.of(entry.digest()),
                                CacheText.list(entry.findings(), CacheText::of))));
        return JsonWriter.compact(RegoObject.builder()
                        .put("version", RegoString.of(version))
                        .put("files", files.build())
                        .build())
                + "\n";
    }

    /** The key of a file: its names, dialect and content. */
    static String key(SourceInput input) {
        byte[] head =
                (input.name() + "\n" + input.path() + "\n" + input.version() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + input.bytes().length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(input.bytes(), 0, all, head.length, input.bytes().length);
        return Sha256.hex(all);
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(before.get(key));
    }

    void keep(String key, Entry entry) {
        now.put(key, entry);
    }
}
