/**
 * Rego values: immutable, totally ordered as in OPA, and their JSON form.
 *
 * <p>The order of kinds is null, boolean, number, string, array, object, set. Numbers are exact and compare by their
 * mathematical value, strings by code points. Objects and sets find a key by hash and iterate in the order of keys. The
 * JSON reader follows RFC 8259 with bounded depth and size. {@code ValueOrderTest}, {@code ValuePropertiesTest} and
 * {@code JsonReaderTest} prove it.
 */
@NullMarked
package dev.writ.policy.value;

import org.jspecify.annotations.NullMarked;
