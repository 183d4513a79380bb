package dev.writ.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.ProofBuilder;
import dev.writ.ledger.merkle.TreeHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log in a map, read through the reader that believes nothing. */
class VerifiedTilesTest {
    private final Map<String, Bytes> files = new HashMap<>();
    private Hash root = TreeHash.EMPTY_ROOT;

    private void build(int size) {
        Map<Integer, List<Hash>> levels = new HashMap<>();
        List<Bytes> entries = new ArrayList<>();
        GrowingTree tree = CompactRange.EMPTY.grow();
        for (int i = 0; i < size; i++) {
            entries.add(Bytes.utf8("entry " + i));
            tree.append(TreeHash.leaf(entries.getLast()), (level, index, hash) -> {
                if (level % 8 == 0) {
                    levels.computeIfAbsent(level / 8, l -> new ArrayList<>()).add(hash);
                }
            });
        }
        levels.forEach((level, hashes) -> {
            for (int from = 0; from < hashes.size(); from += 256) {
                TilePath path = TilePath.holding(level, from, size);
                files.put(path.text(), HashTile.encode(hashes.subList(from, from + path.width())));
            }
        });
        for (int from = 0; from < size; from += 256) {
            TilePath path = TilePath.holding(TilePath.ENTRIES, from, size);
            files.put(path.text(), EntryBundle.encode(entries.subList(from, from + path.width())));
        }
        root = tree.range().root();
    }

    private VerifiedTiles open(long size) {
        return new VerifiedTiles((path, limit) -> Optional.ofNullable(files.get(path)), size, root);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 1000, 65_536, 65_800})
    void everyLeafAndProofComesOutRight(int size) throws Exception {
        build(size);
        VerifiedTiles tiles = open(size);
        for (int index = 0; index < size; index += 1 + size / 50) {
            assertThat(tiles.entry(index)).isEqualTo(Bytes.utf8("entry " + index));
            new ProofBuilder(tiles).inclusion(index, size).verify(TreeHash.leaf(Bytes.utf8("entry " + index)), root);
        }
        assertThatThrownBy(() -> tiles.entry(size)).hasMessageContaining("has no entry");
        assertThatThrownBy(() -> tiles.tile(new TilePath(0, size / 256 + 1, 256)))
                .isInstanceOf(TileException.class);
    }

    @Test
    void aLieAnywhereIsFoundWhereItIsTold() {
        build(600);
        lie("tile/0/002.p/88", "the partial tiles lead to the root");
        lie("tile/1/000.p/2", "the partial tiles lead to the root");
        lie("tile/0/001", "the tile `tile/0/001` does not have the hash that the tile `tile/1/000.p/2` gives it");
        lie("tile/entries/001", "entry `300` does not have the leaf hash that its tile gives it");
        files.remove("tile/entries/001");
        assertThatThrownBy(() -> open(600).entry(300)).hasMessage("the file `tile/entries/001` is missing");
    }

    private void lie(String path, String message) {
        Bytes good = files.getOrDefault(path, Bytes.EMPTY);
        byte[] bad = good.toArray();
        bad[path.contains("entries") ? 44 * 11 + 5 : 40] ^= 1;
        files.put(path, Bytes.of(bad));
        assertThatThrownBy(() -> open(600).entry(300))
                .isInstanceOf(TileException.class)
                .hasMessageContaining(message);
        files.put(path, good);
    }
}
