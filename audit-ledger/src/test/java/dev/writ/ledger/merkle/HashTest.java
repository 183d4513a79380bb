package dev.writ.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
    private static final String EMPTY_HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String EMPTY_BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void allFormsSayTheSame() {
        Hash hash = TreeHash.EMPTY_ROOT;
        assertThat(hash.hex()).isEqualTo(EMPTY_HEX).isEqualTo(hash.toString());
        assertThat(hash.base64()).isEqualTo(EMPTY_BASE64);
        assertThat(Hash.parseHex(EMPTY_HEX)).isEqualTo(hash);
        assertThat(Hash.parseBase64(EMPTY_BASE64)).isEqualTo(hash);
        assertThat(Hash.of(hash.bytes())).isEqualTo(hash).hasSameHashCodeAs(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                " 7DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
            })
    void base64IsStrict(String text) {
        assertThatThrownBy(() -> Hash.parseBase64(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85g"
            })
    void hexIsStrict(String text) {
        assertThatThrownBy(() -> Hash.parseHex(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wrongNumbersOfPeaksAndLeavesAreRefused() {
        assertThatThrownBy(() -> new CompactRange(3, List.of(Hash.ZERO))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CompactRange(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompactRange.of(1, Bytes.utf8("short"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TreeHash.perfect(List.of(Hash.ZERO, Hash.ZERO, Hash.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
