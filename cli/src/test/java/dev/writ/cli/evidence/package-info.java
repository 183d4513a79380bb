@NullMarked
package dev.writ.cli.evidence;

import org.jspecify.annotations.NullMarked;
