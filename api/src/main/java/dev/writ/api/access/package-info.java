/**
 * Evaluation of action requests over AuthZEN Authorization API 1.0.
 *
 * <p>{@code AuthZenTest} proves the shapes, {@code AccessTest} the decisions, both through HTTP.
 */
@NullMarked
package dev.writ.api.access;

import org.jspecify.annotations.NullMarked;
