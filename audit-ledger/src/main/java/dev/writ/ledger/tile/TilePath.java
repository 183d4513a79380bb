package dev.writ.ledger.tile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile or an entry bundle lies: {@code tile/<L>/<N>[.p/<W>]} or {@code tile/entries/<N>[.p/<W>]}.
 *
 * @param level tile level from 0 to 63, or {@link #ENTRIES}
 * @param index position within the level, below 10^18
 * @param width number of hashes or entries, 1 to 256; 256 is a full tile and has no suffix
 */
public record TilePath(int level, long index, int width) {
    /** Stands for the level of entry bundles. */
    public static final int ENTRIES = -1;

    /** Width of a full tile. */
    public static final int FULL = 256;

    private static final int MAX_LEVEL = 63;
    private static final long MAX_INDEX = 999_999_999_999_999_999L;
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public TilePath {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || index > MAX_INDEX || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "there is no tile of level " + level + ", index " + index + " and width " + width);
        }
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException for anything that {@link #text} would not have written
     */
    public static TilePath parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("`" + text + "` is not the path of a tile or an entry bundle");
        }
        int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
        long index = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
        int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
        if (level <= MAX_LEVEL && (parts.group(3) == null || width < FULL)) {
            TilePath path = new TilePath(level, index, width);
            if (path.text().equals(text)) {
                return path;
            }
        }
        throw new IllegalArgumentException("`" + text + "` is not the one path of that tile or entry bundle");
    }

    /** The tile of a level that holds a position, as it is in a tree of the given size. */
    public static TilePath holding(int level, long position, long treeSize) {
        long index = position / FULL;
        return new TilePath(level, index, width(level, index, treeSize));
    }

    /**
     * How wide a tile is in a tree of the given size; 0 or less where there is none.
     *
     * @param level tile level, or {@link #ENTRIES}
     */
    public static int width(int level, long index, long treeSize) {
        long rest = count(level, treeSize) - index * FULL;
        return Math.clamp(rest, 0, FULL);
    }

    /** How many hashes a level has in a tree of the given size. */
    public static long count(int level, long treeSize) {
        int shift = 8 * Math.max(level, 0);
        return shift >= Long.SIZE ? 0 : treeSize >>> shift;
    }

    /** Whether a tree of exactly this size has exactly this tile. */
    public boolean belongsTo(long treeSize) {
        return index <= Long.MAX_VALUE / FULL && width(level, index, treeSize) == width;
    }

    /** The path, without a leading slash. */
    public String text() {
        StringBuilder digits = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            digits.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + digits + (width == FULL ? "" : ".p/" + width);
    }

    @Override
    public String toString() {
        return text();
    }
}
