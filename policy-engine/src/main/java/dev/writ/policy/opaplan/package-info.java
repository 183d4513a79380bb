/**
 * OPA's plan format, both ways: {@link dev.writ.policy.opaplan.PlanPolicyEngine} runs bundles which {@code opa build -t plan}
 * built, {@link dev.writ.policy.opaplan.PlanExport} writes plans of modules.
 *
 * <p>Specification: OPA's intermediate representation as JSON
 * (<a href="https://www.openpolicyagent.org/docs/ir">openpolicyagent.org/docs/ir</a>, version of OPA 1.22), with the meaning
 * that OPA's own compiler to WebAssembly gives it: a statement that is undefined ends its block, {@code BreakStmt} counts
 * blocks outwards, a loop counts twice. It is an import and export at the edge; our own representation is {@code ir}.
 *
 * <p>What the format cannot say is refused when a plan is written: a {@code with} on a key that is no string, and an open
 * reference to documents that need the rule it stands in. An open
 * reference computes the whole package it points into. Output of {@code print} is left out.
 *
 * <p>{@code PlanPolicyEngineTest} and {@code PlanBehaviourTest} run what the real OPA planned, {@code PlanExportBehaviourTest}
 * reads our own plans back, {@code PlanReaderTest} refuses what is no plan.
 */
@NullMarked
package dev.writ.policy.opaplan;

import org.jspecify.annotations.NullMarked;
