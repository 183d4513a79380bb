/**
 * The policy sets in force: which bundle answers which action, and the service's own authorization.
 *
 * <p>{@code PolicySetsTest} and {@code EndpointsTest} prove it.
 */
@NullMarked
package dev.writ.api.policyset;

import org.jspecify.annotations.NullMarked;
