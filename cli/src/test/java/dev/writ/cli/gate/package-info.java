@NullMarked
package dev.writ.cli.gate;

import org.jspecify.annotations.NullMarked;
