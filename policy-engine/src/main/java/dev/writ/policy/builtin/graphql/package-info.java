/**
 * GraphQL (October 2021, with fragments that take variables and `@oneOf`) for {@code graphql.*}: lexer, parsers, the
 * syntax tree as a Rego value, type systems, and the rules for queries. It is our own because policies see the tree, the
 * verdicts and the errors of the parser that OPA uses, which accepts schemas without a query type, reads back trees and
 * names its errors differently from what graphql-java does.
 *
 * <p>Texts become tokens ({@link dev.writ.policy.builtin.graphql.Lexer}), documents
 * ({@link dev.writ.policy.builtin.graphql.QueryParser}, {@link dev.writ.policy.builtin.graphql.SchemaParser}) and Rego
 * values ({@link dev.writ.policy.builtin.graphql.AstWriter}); schemas are checked
 * ({@link dev.writ.policy.builtin.graphql.SchemaBuilder}) and queries are checked against them
 * ({@link dev.writ.policy.builtin.graphql.Validator}). Nesting is bounded, and every loop over a document looks at the
 * deadline. Proof: OPA's conformance cases, {@code GraphQlTest}, and {@code GraphQlFuzzTest}.
 */
@NullMarked
package dev.writ.policy.builtin.graphql;

import org.jspecify.annotations.NullMarked;
