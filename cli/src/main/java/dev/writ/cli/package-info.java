/**
 * The command line: the root command, what every command shares, and below it one package a feature and one class a command.
 *
 * <p>Follows the verbs, flags and exit codes of {@code opa} where OPA has the verb. Never imports the service: it is a
 * child process or something behind a URL. {@code HelpTest} holds the help texts, {@code WritCommandTest} the exit codes.
 */
@NullMarked
package dev.writ.cli;

import org.jspecify.annotations.NullMarked;
