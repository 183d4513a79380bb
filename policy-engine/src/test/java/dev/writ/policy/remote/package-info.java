/** Tests of the engine that asks a running OPA: with a real one, and with a server that breaks the rules. */
@NullMarked
package dev.writ.policy.remote;

import org.jspecify.annotations.NullMarked;
