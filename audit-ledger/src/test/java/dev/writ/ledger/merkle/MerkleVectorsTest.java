package dev.writ.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree that the Certificate Transparency code bases test with: eight leaves and the root of each prefix. */
class MerkleVectorsTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static List<Bytes> leaves(int count) {
        List<Bytes> leaves = new ArrayList<>();
        LEAVES.subList(0, count)
                .forEach(hex -> leaves.add(Bytes.of(HexFormat.of().parseHex(hex))));
        return leaves;
    }

    @Test
    void theRootOfEveryPrefixIsTheKnownOne() {
        GrowingTree tree = CompactRange.EMPTY.grow();
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(tree.range().root().hex()).as("size %s", size).isEqualTo(ROOTS.get(size));
            assertThat(NaiveTree.root(leaves(size)).hex())
                    .as("naive, size %s", size)
                    .isEqualTo(ROOTS.get(size));
            if (size < LEAVES.size()) {
                tree.append(TreeHash.leaf(leaves(size + 1).get(size)));
            }
        }
    }

    @Test
    void theKnownPathsVerify() throws Exception {
        Hash root = Hash.parseHex(ROOTS.get(8));
        List<Hash> path = List.of(
                Hash.parseHex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
                Hash.parseHex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                Hash.parseHex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        new InclusionProof(5, 8, path).verify(TreeHash.leaf(leaves(8).get(5)), root);
        new ConsistencyProof(
                        6,
                        8,
                        List.of(
                                Hash.parseHex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                                Hash.parseHex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                                Hash.parseHex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")))
                .verify(Hash.parseHex(ROOTS.get(6)), root);
    }
}
