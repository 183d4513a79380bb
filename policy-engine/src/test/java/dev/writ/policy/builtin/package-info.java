@NullMarked
package dev.writ.policy.builtin;

import org.jspecify.annotations.NullMarked;
