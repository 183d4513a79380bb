package dev.writ.api;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What of a file is on stable storage, and what was written since then: any part of that may be there after a power cut. */
public final class CuttableFile {
    private static final int PAGE_SIZE = 4096;

    private final List<Change> unsynced = new ArrayList<>();
    private byte[] durable;
    private long synced;

    CuttableFile(byte[] durable) {
        this.durable = durable;
    }

    /** What a disk keeps or forgets as a whole. */
    public enum Unit {
        /** Each write. */
        WRITE {
            @Override
            List<Change> parts(Change change) {
                return List.of(change);
            }
        },

        /** Each page of 4,096 bytes of the file that a write touches, as an operating system writes it back. */
        PAGE {
            @Override
            List<Change> parts(Change change) {
                return switch (change) {
                    case Change.Written written -> written.pages();
                    case Change.Truncated truncated -> List.of(truncated);
                };
            }
        };

        abstract List<Change> parts(Change change);
    }

    /** One write, which is kept or not, or a change of the length. */
    sealed interface Change {
        byte[] on(byte[] content);

        /** Bytes at a place. */
        record Written(int position, ByteBuffer bytes) implements Change {
            @Override
            public byte[] on(byte[] content) {
                int end = position + bytes.remaining();
                byte[] changed = content.length >= end ? content : Arrays.copyOf(content, end);
                bytes.duplicate().get(changed, position, end - position);
                return changed;
            }

            List<Change> pages() {
                List<Change> pages = new ArrayList<>();
                int end = position + bytes.remaining();
                for (int from = position; from < end; ) {
                    int to = Math.min(end, (from / PAGE_SIZE + 1) * PAGE_SIZE);
                    pages.add(new Written(from, bytes.slice(from - position, to - from)));
                    from = to;
                }
                return pages;
            }
        }

        /** The file ends here. */
        record Truncated(int length) implements Change {
            @Override
            public byte[] on(byte[] content) {
                return content.length > length ? Arrays.copyOf(content, length) : content;
            }
        }
    }

    synchronized void wrote(long position, byte[] bytes) {
        unsynced.add(new Change.Written(Math.toIntExact(position), ByteBuffer.wrap(bytes)));
    }

    synchronized void truncated(long length) {
        unsynced.add(new Change.Truncated(Math.toIntExact(length)));
    }

    /** Changes until now, for {@link #forced}. */
    synchronized long changes() {
        return synced + unsynced.size();
    }

    /**
     * The first changes are on stable storage.
     *
     * @param count what {@link #changes} gave before the sync began: what is written while it runs may not be covered
     */
    synchronized void forced(long count) {
        List<Change> covered = unsynced.subList(0, Math.max(0, Math.toIntExact(count - synced)));
        for (Change change : covered) {
            durable = change.on(durable);
        }
        synced += covered.size();
        covered.clear();
    }

    /**
     * What a power cut leaves now.
     *
     * @param unit what is kept or forgotten as a whole
     * @param kept the part of the unsynced changes that had reached the disk, from 0 to 1; which ones is random
     */
    synchronized byte[] cut(Unit unit, Random random, double kept) {
        byte[] left = durable.clone();
        for (Change change : unsynced) {
            for (Change part : unit.parts(change)) {
                if (random.nextDouble() < kept) {
                    left = part.on(left);
                }
            }
        }
        return left;
    }

    /** How many changes a power cut may forget now. */
    synchronized int unsynced() {
        return unsynced.size();
    }
}
