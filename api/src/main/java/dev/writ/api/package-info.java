/**
 * The service: a Spring Boot application, one package a feature ("room"), with {@code platform} below all of them.
 *
 * <p>Follows {@code docs/architecture.md}. Controllers and repositories are package-private, and only repositories see the
 * generated {@code schema}: {@code ArchitectureTest} proves it.
 */
@NullMarked
package dev.writ.api;

import org.jspecify.annotations.NullMarked;
