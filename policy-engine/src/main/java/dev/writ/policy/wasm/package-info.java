/**
 * The engine that runs WebAssembly which {@code opa build -t wasm} made, by OPA's SDK for Java and the Chicory runtime
 * below it.
 *
 * <p>Specification: OPA's ABI for WebAssembly, versions 1.2 and later of 1
 * (<a href="https://www.openpolicyagent.org/docs/wasm">openpolicyagent.org/docs/wasm</a>). The module is parsed and
 * compiled to JVM classes once; {@link dev.writ.policy.wasm.WasmPool} keeps a bounded number of instances, each used by one
 * thread at a time. Values cross the border as Rego text rather than as JSON, so that sets and keys that are no strings
 * survive. Functions that the module imports are answered by the same registry as in the native engine, through the same
 * port to the outside.
 *
 * <p>{@code WasmPolicyEngineTest} (against the real {@code opa build}), {@code WasmPoolTest} and {@code RegoTextTest} prove
 * it.
 */
@NullMarked
package dev.writ.policy.wasm;

import org.jspecify.annotations.NullMarked;
