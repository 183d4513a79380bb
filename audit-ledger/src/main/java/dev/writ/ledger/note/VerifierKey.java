package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key with its name, written {@code name+hex8(id)+base64(type‖key)}.
 *
 * @param name not empty, without white space, control characters and plus
 * @param algorithm signature type
 * @param publicKey raw key
 */
public record VerifierKey(String name, Algorithm algorithm, Bytes publicKey) {
    private static final Pattern FORM = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");

    /**
     * Checks name and size.
     *
     * @throws NoteException if either does not fit
     */
    public VerifierKey {
        checkName(name);
        if (publicKey.size() != algorithm.keySize()) {
            throw new NoteException("a key of type " + algorithm.label() + " has " + algorithm.keySize()
                    + " bytes, not " + publicKey.size());
        }
    }

    static void checkName(String name) {
        boolean clean = name.codePoints()
                .noneMatch(c -> c == '+'
                        || c < ' '
                        || c == 0x7f
                        || c == 0xfffd
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || c == 0x85);
        if (name.isEmpty() || !clean) {
            throw new NoteException("the key name `" + name + "` must not be empty nor hold white space or `+`");
        }
    }

    /**
     * Reads a vkey.
     *
     * @throws NoteException for anything but the one form of a key, a wrong key id included
     */
    public static VerifierKey parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new NoteException("a verifier key looks like `name+0a1b2c3d+base64`, this one does not");
        }
        ByteBuffer data = Base64Text.decode("verifier key", parts.group(3)).buffer();
        Algorithm algorithm = Algorithm.of(data.get());
        byte[] raw = new byte[data.remaining()];
        data.get(raw);
        VerifierKey key = new VerifierKey(parts.group(1), algorithm, Bytes.of(raw));
        if (!hex(key.id()).equals(parts.group(2))) {
            throw new NoteException("the verifier key of `" + key.name() + "` claims the id `" + parts.group(2)
                    + "` and has `" + hex(key.id()) + "`");
        }
        return key;
    }

    /** {@code SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4]}, big-endian. */
    public int id() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Bytes.utf8(name).write(out);
        out.write('\n');
        out.write(algorithm.type());
        publicKey.write(out);
        return ByteBuffer.wrap(TreeHash.sha256(Bytes.of(out)).bytes()).getInt();
    }

    /** The id as it is written: eight hexadecimal digits. */
    public String hexId() {
        return hex(id());
    }

    /** The vkey. */
    public String text() {
        return name + "+" + hex(id()) + "+" + typed(algorithm, publicKey);
    }

    static String typed(Algorithm algorithm, Bytes key) {
        ByteBuffer out =
                ByteBuffer.allocate(1 + key.size()).put((byte) algorithm.type()).put(key.buffer());
        return Base64Text.encode(out.array());
    }

    static String hex(int id) {
        return "%08x".formatted(id);
    }

    @Override
    public String toString() {
        return name + "+" + hex(id()) + " (" + algorithm.label() + ")";
    }
}
