/** Tests of the engine for WebAssembly; most of them need the real OPA to build modules. */
@NullMarked
package dev.writ.policy.wasm;

import org.jspecify.annotations.NullMarked;
