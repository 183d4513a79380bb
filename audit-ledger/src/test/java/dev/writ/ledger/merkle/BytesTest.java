package dev.writ.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a stream whose length is only guessed. */
class BytesTest {
    private static Bytes read(int size, int expected, int limit) throws IOException {
        return Bytes.read(
                new ByteArrayInputStream("0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, size),
                expected,
                limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 6, 9, 10, 1000})
    void whateverWasExpectedEverythingIsRead(int expected) throws IOException {
        assertThat(read(5, expected, 10).text()).isEqualTo("01234");
        assertThat(read(10, expected, 10).text()).isEqualTo("0123456789");
        assertThat(read(0, expected, 10).size()).isZero();
        assertThatThrownBy(() -> read(10, expected, 9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 9");
    }

    @Test
    void partsAreCopies() {
        Bytes bytes = Bytes.of(new byte[] {1, -1, 3});
        assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.of(new byte[] {-1, 3}));
        assertThat(bytes.at(1)).isEqualTo(255);
    }
}
