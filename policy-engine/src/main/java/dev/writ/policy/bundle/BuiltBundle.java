package dev.writ.policy.bundle;

/** An archive that {@link BundleWriter} made. */
public final class BuiltBundle {

    private final byte[] archive;
    private final String revision;

    BuiltBundle(byte[] archive, String revision) {
        this.archive = archive;
        this.revision = revision;
    }

    /** The bytes of the {@code .tar.gz}; not to be changed. */
    public byte[] archive() {
        return archive;
    }

    /** The revision that its manifest names: the digest of its content. */
    public String revision() {
        return revision;
    }
}
