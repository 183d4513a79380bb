package dev.writ.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The tree against its recursive definition; every failure names its seed. */
class MerklePropertyTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    private List<Bytes> leaves(int count) {
        List<Bytes> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(Bytes.of(leaf));
        }
        return leaves;
    }

    private static NodeReader nodes(List<Bytes> leaves) {
        return (level, index) -> NaiveTree.root(leaves.subList((int) (index << level), (int) ((index + 1) << level)));
    }

    @Test
    void rangesAndCompletedSubtreesAreThoseOfTheDefinition() {
        List<Bytes> leaves = leaves(130);
        NodeReader nodes = nodes(leaves);
        GrowingTree tree = CompactRange.EMPTY.grow();
        List<String> completed = new ArrayList<>();
        for (int size = 0; size < leaves.size(); size++) {
            CompactRange range = tree.range();
            assertThat(range.root())
                    .as("seed %s, size %s", SEED, size)
                    .isEqualTo(NaiveTree.root(leaves.subList(0, size)));
            assertThat(CompactRange.of(size, range.toBytes())).isEqualTo(range);
            tree.append(TreeHash.leaf(leaves.get(size)), (level, index, hash) -> {
                assertThat(hash).as("seed %s", SEED).isEqualTo(nodes.node(level, index));
                completed.add(level + "/" + index);
            });
        }
        assertThat(completed)
                .doesNotHaveDuplicates()
                .contains("0/129", "1/64", "7/0")
                .doesNotContain("7/1");
    }

    @Test
    void everyProofOfEverySmallTreeIsTheOneOfTheDefinitionAndVerifies() throws Exception {
        List<Bytes> leaves = leaves(40);
        ProofBuilder builder = new ProofBuilder(nodes(leaves));
        for (int size = 1; size <= leaves.size(); size++) {
            List<Bytes> tree = leaves.subList(0, size);
            Hash root = NaiveTree.root(tree);
            for (int m = 0; m < size; m++) {
                InclusionProof inclusion = builder.inclusion(m, size);
                assertThat(inclusion.path()).as("seed %s", SEED).isEqualTo(NaiveTree.path(m, tree));
                inclusion.verify(TreeHash.leaf(tree.get(m)), root);
            }
            for (int m = 1; m <= size; m++) {
                ConsistencyProof consistency = builder.consistency(m, size);
                assertThat(consistency.path()).as("seed %s", SEED).isEqualTo(NaiveTree.subproof(m, tree, true));
                consistency.verify(NaiveTree.root(leaves.subList(0, m)), root);
            }
            builder.consistency(0, size).verify(TreeHash.EMPTY_ROOT, root);
        }
    }

    @Test
    void noBrokenInclusionProofVerifies() {
        for (int round = 0; round < 400; round++) {
            List<Bytes> leaves = leaves(1 + random.nextInt(70));
            int index = random.nextInt(leaves.size());
            Hash leaf = TreeHash.leaf(leaves.get(index));
            Hash root = NaiveTree.root(leaves);
            InclusionProof good = new ProofBuilder(nodes(leaves)).inclusion(index, leaves.size());
            InclusionProof bad = new InclusionProof(
                    good.index() + random.nextInt(3) - 1, good.size() + random.nextInt(3) - 1, mutate(good.path()));
            if (!bad.path().equals(good.path())) {
                assertThatThrownBy(() -> bad.verify(leaf, root))
                        .as("seed %s, round %s: %s instead of %s", SEED, round, bad, good)
                        .isInstanceOf(ProofException.class);
            }
            assertThatThrownBy(() -> good.verify(flip(leaf), root)).isInstanceOf(ProofException.class);
            assertThatThrownBy(() -> good.verify(leaf, flip(root))).isInstanceOf(ProofException.class);
        }
    }

    @Test
    void noBrokenConsistencyProofVerifies() {
        for (int round = 0; round < 400; round++) {
            List<Bytes> leaves = leaves(2 + random.nextInt(70));
            int first = 1 + random.nextInt(leaves.size() - 1);
            Hash firstRoot = NaiveTree.root(leaves.subList(0, first));
            Hash secondRoot = NaiveTree.root(leaves);
            ConsistencyProof good = new ProofBuilder(nodes(leaves)).consistency(first, leaves.size());
            ConsistencyProof bad = new ConsistencyProof(first, leaves.size(), mutate(good.path()));
            assertThatThrownBy(() -> bad.verify(firstRoot, secondRoot))
                    .as("seed %s, round %s", SEED, round)
                    .isInstanceOf(ProofException.class);
            assertThatThrownBy(() -> good.verify(flip(firstRoot), secondRoot)).isInstanceOf(ProofException.class);
            assertThatThrownBy(() -> good.verify(firstRoot, flip(secondRoot))).isInstanceOf(ProofException.class);
        }
    }

    @Test
    void extremeSizesAreRefusedAndNotComputed() {
        Hash hash = TreeHash.EMPTY_ROOT;
        for (long size : new long[] {0, -1, Long.MIN_VALUE, 1L << 62, Long.MAX_VALUE}) {
            for (long index : new long[] {0, -1, 1, Long.MIN_VALUE, (1L << 62) - 1, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> new InclusionProof(index, size, List.of()).verify(hash, hash))
                        .isInstanceOf(ProofException.class);
                if (index != 0 && index != size) {
                    assertThatThrownBy(() -> new ConsistencyProof(index, size, List.of()).verify(hash, hash))
                            .isInstanceOf(ProofException.class);
                }
            }
        }
    }

    private List<Hash> mutate(List<Hash> path) {
        List<Hash> mutant = new ArrayList<>(path);
        int at = path.isEmpty() ? 0 : random.nextInt(path.size());
        switch (path.isEmpty() ? 0 : random.nextInt(3)) {
            case 0 -> mutant.add(at, randomHash(random));
            case 1 -> mutant.remove(at);
            default -> mutant.set(at, flip(path.get(at)));
        }
        return mutant;
    }

    private Hash flip(Hash hash) {
        byte[] bytes = hash.bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Hash.of(bytes);
    }

    private static Hash randomHash(RandomGenerator random) {
        return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
