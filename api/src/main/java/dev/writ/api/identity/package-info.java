/**
 * Who callers are: principals, API tokens and the bootstrap of the first administrator.
 *
 * <p>Tokens are 32 random bytes; only their SHA-256 is stored. {@code IdentityTest} and {@code EndpointsTest} prove it through
 * HTTP.
 */
@NullMarked
package dev.writ.api.identity;

import org.jspecify.annotations.NullMarked;
