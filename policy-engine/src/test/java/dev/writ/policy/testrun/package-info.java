@NullMarked
package dev.writ.policy.testrun;

import org.jspecify.annotations.NullMarked;
