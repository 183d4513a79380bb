package dev.writ.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "1, 17, 1, tile/1/017.p/1",
        "63, 999, 255, tile/63/999.p/255",
        "-1, 1000, 256, tile/entries/x001/000",
        "-1, 999999999999999999, 3, tile/entries/x999/x999/x999/x999/x999/999.p/3",
    })
    void pathsHaveOneForm(int level, long index, int width, String text) {
        assertThat(new TilePath(level, index, width).text()).isEqualTo(text);
        assertThat(TilePath.parse(text)).isEqualTo(new TilePath(level, index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001/x000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/000/",
                "tile/0/000.P/1",
                "tile/Entries/000",
                "tile/0/../000",
                "tile/0/000\n",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999"
            })
    void everyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> TilePath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The example of the specification: a tree of 70,000 leaves. */
    @Test
    void widthsAreThoseOfTheSpecification() {
        assertThat(TilePath.width(0, 272, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(0, 273, 70_000)).isEqualTo(112);
        assertThat(TilePath.width(0, 274, 70_000)).isZero();
        assertThat(TilePath.width(1, 0, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(1, 1, 70_000)).isEqualTo(17);
        assertThat(TilePath.width(2, 0, 70_000)).isEqualTo(1);
        assertThat(TilePath.width(3, 0, 70_000)).isZero();
        assertThat(TilePath.width(0, 0, 256)).isEqualTo(256);
        assertThat(TilePath.width(1, 0, 256)).isEqualTo(1);
        assertThat(TilePath.width(63, 0, Long.MAX_VALUE)).isZero();
        assertThat(TilePath.width(7, 0, Long.MAX_VALUE)).isEqualTo(127);
    }

    @Test
    void randomTextsNeverPassUnlessTheyAreTheOneForm() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        String alphabet = "tile/entries0123456789x.p/";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "tile/" : "tile/entries/");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(TilePath.parse(text.toString()).text())
                        .as("seed %s", seed)
                        .isEqualTo(text.toString());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).as("seed %s", seed).hasMessageContaining("`" + text + "`");
            }
        }
    }
}
