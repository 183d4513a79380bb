package dev.writ.policy.format;

/**
 * A comment to be written.
 *
 * @param text with its mark, without space at the end
 * @param source as it stands in the source
 * @param row its line
 * @param isMetadata whether a block of annotations starts with it
 */
record Note(String text, String source, int row, boolean isMetadata) {}
