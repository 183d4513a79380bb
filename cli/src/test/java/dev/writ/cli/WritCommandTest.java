package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class WritCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                  | error: no command given",
                "gaet                | error: unmatched argument at index 0: 'gaet'",
                "key                 | error: no command given",
                "key generate        | error: missing required option: '--out=FILE'",
                "serve --port=many   | error: invalid value for option '--port': 'many' is not an int",
            })
    void wrongArgumentsAreExitCode1BecauseCode2MeansDenied(String arguments, String message) {
        Cli.Run run = Cli.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(message + System.lineSeparator()).contains("--help`");
    }

    @Test
    void versionNamesWritAndJava() {
        Cli.Run run = Cli.run("--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .matches("writ \\d+\\.\\d+\\.\\d+\\S*\\Rjava "
                        + Runtime.version().feature() + "\\S*\\R");
    }

    @Test
    void aFailureIsItsMessageAlone() {
        Cli.Run run = failing(new Failure("no `thing` here: bring one"));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).isEqualTo("error: no `thing` here: bring one" + System.lineSeparator());
    }

    @Test
    void aDefectIsNoStackTraceEither() {
        Cli.Run run = failing(new IllegalStateException("broken"));

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("broken").contains("WRIT_DEBUG=1").doesNotContain("\tat ");
    }

    private static Cli.Run failing(RuntimeException e) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine commands = WritCommand.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
        commands.addSubcommand("fail", new CommandLine(new Fail(e)));
        commands.setErr(commands.getErr()).setExecutionExceptionHandler(Errors::failed);
        return new Cli.Run(commands.execute("fail"), out.toString(), err.toString());
    }

    @Command(name = "fail")
    private record Fail(RuntimeException e) implements Runnable {
        @Override
        public void run() {
            throw e;
        }
    }
}
