/**
 * Calls to a running service: the JDK's HTTP client, JSON bodies, and refusals turned into messages.
 *
 * <p>Follows RFC 9457 for what the service answers when it refuses; {@code ServiceClientTest} proves every case against a
 * real HTTP server.
 */
@NullMarked
package dev.writ.cli.http;

import org.jspecify.annotations.NullMarked;
