package dev.writ.cli.key;

import dev.writ.cli.Digests;
import dev.writ.cli.Failure;
import dev.writ.cli.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import tools.jackson.databind.JsonNode;

/** An Ed25519 key pair with which a producer signs evidence. Its id is derived from the public key. */
public final class ProducerKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    /** What RFC 8410 puts before the 32 bytes of an Ed25519 private key. */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final Ed25519PrivateKeyParameters secret;

    private ProducerKey(Ed25519PrivateKeyParameters secret) {
        this.secret = secret;
    }

    /** A new key. */
    public static ProducerKey generate(SecureRandom random) {
        return new ProducerKey(new Ed25519PrivateKeyParameters(random));
    }

    /** Reads a PKCS#8 PEM file with an unencrypted Ed25519 key. */
    public static ProducerKey read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII), "`" + file + "`");
        } catch (IOException e) {
            throw Failure.io("read the key `" + file + "`", e);
        }
    }

    static ProducerKey parse(String pem, String what) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw noKey(what);
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        } catch (IllegalArgumentException e) {
            throw noKey(what);
        }
        if (der.length != PKCS8_PREFIX.length + 32 || !Arrays.equals(der, 0, 16, PKCS8_PREFIX, 0, 16)) {
            throw noKey(what);
        }
        return new ProducerKey(new Ed25519PrivateKeyParameters(der, PKCS8_PREFIX.length));
    }

    private static Failure noKey(String what) {
        return new Failure(
                what + " is not an unencrypted Ed25519 key in PKCS#8 PEM form: make one by `writ key generate`");
    }

    /** Writes the private key to a new file that only its owner can read. */
    public void write(Path file) {
        byte[] der = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + 32);
        secret.encode(der, PKCS8_PREFIX.length);
        String pem = BEGIN + "\n" + Base64.getEncoder().encodeToString(der) + "\n" + END + "\n";
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(pem));
        } catch (IOException e) {
            throw Failure.io("write the key `" + file + "`", e);
        }
    }

    /** The 32 bytes of the public key. */
    public byte[] publicKey() {
        return secret.generatePublicKey().getEncoded();
    }

    /** {@code sha256:} and the digest of the public key's 32 bytes, as 64 hexadecimal digits. */
    public String id() {
        return "sha256:" + Digests.sha256(publicKey());
    }

    /** What an administrator sends to {@code POST /api/v1/producers} to register this key for {@code producer}. */
    public JsonNode registration(String producer) {
        return Json.object()
                .put("id", producer)
                .put("keyid", id())
                .put("algorithm", "ed25519")
                .put("public_key", Base64.getEncoder().encodeToString(publicKey()));
    }

    /** The 64 bytes of the Ed25519 signature over {@code message}. */
    public byte[] sign(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }
}
