/**
 * OPA's plan format: the engine that runs bundles which {@code opa build -t plan} built.
 *
 * <p>Specification: OPA's intermediate representation as JSON
 * (<a href="https://www.openpolicyagent.org/docs/ir">openpolicyagent.org/docs/ir</a>, version of OPA 1.22), with the meaning
 * that OPA's own compiler to WebAssembly gives it: a statement that is undefined ends its block, {@code BreakStmt} counts
 * blocks outwards, a loop counts twice. It is an import at the edge; our own representation is {@code ir}.
 *
 * <p>{@code PlanPolicyEngineTest} runs what the real OPA planned, {@code PlanReaderTest} refuses what is no plan.
 */
@NullMarked
package dev.writ.policy.opaplan;

import org.jspecify.annotations.NullMarked;
