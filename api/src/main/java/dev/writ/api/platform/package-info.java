/**
 * What every room of the service stands on: problem details, limits, JSON input, callers, security, database, data folder.
 *
 * <p>Follows RFC 9457 (problem details) and RFC 6750 (bearer tokens). {@code BadInputTest} and {@code EndpointsTest} prove it
 * through HTTP.
 */
@NullMarked
package dev.writ.api.platform;

import org.jspecify.annotations.NullMarked;
