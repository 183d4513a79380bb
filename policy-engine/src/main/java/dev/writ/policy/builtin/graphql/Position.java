package dev.writ.policy.builtin.graphql;

/**
 * A place in a document.
 *
 * @param line from 1
 * @param column in characters, from 1; a text of several lines may count from before the start of its last one
 * @param file the name of the document: empty for one that was given
 */
record Position(int line, int column, String file) {}
