package dev.writ.policy.arch.broken.outside;

import java.sql.Connection;
import org.jspecify.annotations.NullMarked;

/** Breaks the rule that the engine knows no database. */
@NullMarked
public record Database(Connection connection) {}
