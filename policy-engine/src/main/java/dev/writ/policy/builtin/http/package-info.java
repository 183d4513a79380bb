/**
 * The way of {@code http.send} to the network: a port, what goes through it, and {@code java.net.http} below it. The
 * meaning of requests and answers is RFC 9110's, of caching RFC 9111's, as far as OPA 1.22.2 knows them; {@code
 * HttpSendTest} proves it against a server on loopback.
 */
@NullMarked
package dev.writ.policy.builtin.http;

import org.jspecify.annotations.NullMarked;
