@NullMarked
package dev.writ.cli.policy;

import org.jspecify.annotations.NullMarked;
