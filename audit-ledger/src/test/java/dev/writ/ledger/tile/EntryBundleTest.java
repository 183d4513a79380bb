package dev.writ.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
    private static final TilePath TWO = new TilePath(TilePath.ENTRIES, 3, 2);

    @Test
    void lengthsAreBigEndianUint16() {
        Bytes bundle = EntryBundle.encode(List.of(Bytes.utf8("ab"), Bytes.EMPTY));
        assertThat(bundle.toString()).isEqualTo("000261620000");
        assertThat(EntryBundle.decode(TWO, bundle)).containsExactly(Bytes.utf8("ab"), Bytes.EMPTY);
    }

    @Test
    void entriesOfAnySizeGoThereAndBack() {
        byte[] large = new byte[0xffff];
        Arrays.fill(large, (byte) 7);
        List<Bytes> entries = List.of(Bytes.of(large), Bytes.of(new byte[256]));
        assertThat(EntryBundle.decode(TWO, EntryBundle.encode(entries))).isEqualTo(entries);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(Bytes.of(new byte[0x10000]))))
                .isInstanceOf(TileException.class);
    }

    @Test
    void whatIsMissingOrLeftOverIsNamed() {
        assertThatThrownBy(() -> EntryBundle.decode(TWO, hex("0002616200")))
                .hasMessage("the bundle `tile/entries/003.p/2` ends within entry `769`");
        assertThatThrownBy(() -> EntryBundle.decode(TWO, hex("00026162000178ff")))
                .hasMessage("the bundle `tile/entries/003.p/2` has 1 bytes after its last entry");
        assertThatThrownBy(() -> EntryBundle.decode(TWO, hex("ffff00")))
                .hasMessage("the bundle `tile/entries/003.p/2` ends within entry `768`");
        assertThatThrownBy(() -> EntryBundle.decode(TWO, Bytes.EMPTY)).isInstanceOf(TileException.class);
        assertThatThrownBy(() -> HashTile.decode(new TilePath(0, 0, 1), Bytes.of(new byte[31])))
                .hasMessage("the tile `tile/0/000.p/1` has 31 bytes instead of 32");
        assertThat(HashTile.encode(List.of(Hash.ZERO)).size()).isEqualTo(32);
    }

    @Test
    void randomBytesDecodeOnlyIfTheyEncodeBack() {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextBoolean() ? bytes[i] & 3 : bytes[i]);
            }
            TilePath path = new TilePath(TilePath.ENTRIES, 0, 1 + random.nextInt(4));
            List<Bytes> decoded = new ArrayList<>();
            try {
                decoded.addAll(EntryBundle.decode(path, Bytes.of(bytes)));
            } catch (TileException refused) {
                continue;
            }
            assertThat(EntryBundle.encode(decoded)).as("seed %s", seed).isEqualTo(Bytes.of(bytes));
        }
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }
}
