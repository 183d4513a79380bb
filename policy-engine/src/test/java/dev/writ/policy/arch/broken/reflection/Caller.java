package dev.writ.policy.arch.broken.reflection;

import java.lang.reflect.Method;
import org.jspecify.annotations.NullMarked;

/** Breaks the rule on reflection. */
@NullMarked
public record Caller(Method method) {}
