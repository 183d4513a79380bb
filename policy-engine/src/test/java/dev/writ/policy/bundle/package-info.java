@NullMarked
package dev.writ.policy.bundle;

import org.jspecify.annotations.NullMarked;
