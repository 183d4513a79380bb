package dev.writ.ledger.note;

/** The signature types that this log uses, with the byte that C2SP assigned to each. */
public enum Algorithm {
    /** Ed25519 over the note's text. */
    ED25519(0x01, "ed25519", 32, 64),
    /** ML-DSA-44 over the cosigned message of tlog-cosignature, with a time before the signature. */
    ML_DSA_44(0x06, "ml-dsa-44", 1312, Long.BYTES + 2420);

    /** Size of the seed that a private key is made from, in bytes, for every algorithm. */
    public static final int SEED_SIZE = 32;

    private final int type;
    private final String label;
    private final int keySize;
    private final int signatureSize;

    Algorithm(int type, String label, int keySize, int signatureSize) {
        this.type = type;
        this.label = label;
        this.keySize = keySize;
        this.signatureSize = signatureSize;
    }

    /** The algorithm of a type byte. */
    static Algorithm of(int type) {
        for (Algorithm algorithm : values()) {
            if (algorithm.type == type) {
                return algorithm;
            }
        }
        throw new NoteException(
                "the signature type %#04x is not supported, use Ed25519 (0x01) or ML-DSA-44 (0x06)".formatted(type));
    }

    /** The type byte. */
    public int type() {
        return type;
    }

    /** As file names and messages call it. */
    public String label() {
        return label;
    }

    /** Size of a public key in bytes. */
    public int keySize() {
        return keySize;
    }

    /** Size of what follows the key id in a signature line, in bytes. */
    public int signatureSize() {
        return signatureSize;
    }
}
