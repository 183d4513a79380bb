@NullMarked
package dev.writ.cli.demo;

import org.jspecify.annotations.NullMarked;
