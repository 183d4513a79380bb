/**
 * The engine that asks a running OPA over HTTP.
 *
 * <p>Specification: OPA's REST API, {@code POST /v1/data/{path}} and {@code POST /v1/query}
 * (<a href="https://www.openpolicyagent.org/docs/rest-api">openpolicyagent.org/docs/rest-api</a>), as OPA 1.22 answers it.
 * Nothing is tried twice; every answer is bounded in time and size; whatever is not an answer of OPA becomes a diagnostic.
 *
 * <p>{@code RemotePolicyEngineTest} (against a real {@code opa run --server}) and {@code RemoteFaultsTest} (against a
 * server that breaks every rule) prove it.
 */
@NullMarked
package dev.writ.policy.remote;

import org.jspecify.annotations.NullMarked;
