package dev.writ.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FileFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("given"), "`given` does not exist"),
                Arguments.of(new AccessDeniedException("given/sub"), "`given/sub` cannot be read: no permission"),
                Arguments.of(
                        new FileSystemException("given/l", null, "Too many levels"),
                        "`given/l` cannot be read: too many levels"),
                Arguments.of(
                        new FileSystemException("given/l"),
                        "`given/l` cannot be read: the file system gives no reason"),
                Arguments.of(new EOFException(), "`given` cannot be read: it ends too early"),
                Arguments.of(new IOException("Is a directory"), "`given` cannot be read: is a directory"),
                Arguments.of(new IOException(), "`given` cannot be read: the reason is not known"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatAndWhereWithoutNamesOfClasses(IOException failure, String message) {
        assertThat(FileFailure.unreadable(Path.of("given"), failure)).hasMessageContaining(message);
    }
}
