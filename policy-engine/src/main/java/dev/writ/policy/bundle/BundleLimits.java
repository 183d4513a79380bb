package dev.writ.policy.bundle;

/**
 * How much a bundle may contain.
 *
 * @param maxArchiveBytes the size of the compressed archive
 * @param maxTotalBytes the size of all files together, uncompressed
 * @param maxFileBytes the size of one file
 * @param maxEntries the number of files and directories
 */
public record BundleLimits(long maxArchiveBytes, long maxTotalBytes, int maxFileBytes, int maxEntries) {

    /** 256 MiB compressed, 1 GiB in all, 512 MiB a file, 100,000 entries. */
    public static final BundleLimits DEFAULT = new BundleLimits(256L << 20, 1L << 30, 512 << 20, 100_000);

    public BundleLimits {
        if (maxArchiveBytes < 1 || maxTotalBytes < 1 || maxFileBytes < 1 || maxEntries < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
