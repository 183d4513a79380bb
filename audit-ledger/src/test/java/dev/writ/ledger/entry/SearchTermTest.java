package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What an entry can be found by; the bytes are in databases, so they must not change. */
class SearchTermTest {
    private static String hex(SearchTerm term) {
        return HexFormat.of().formatHex(term.bytes().toArray());
    }

    @Test
    void aTermIsTheBeginningOfADigest() {
        String whole =
                TreeHash.sha256(Bytes.utf8("writ/term/v1\ntype\ndecision")).hex();
        assertThat(hex(SearchTerm.type("decision"))).isEqualTo(whole.substring(0, 32));
        assertThat(hex(SearchTerm.policy(Hash.ZERO)))
                .isEqualTo(TreeHash.sha256(Bytes.utf8("writ/term/v1\npolicy\n" + "0".repeat(64)))
                        .hex()
                        .substring(0, 32));
        assertThat(SearchTerm.principal("a")).isNotEqualTo(SearchTerm.resource("a"));
        assertThat(SearchTerm.digest(Hash.ZERO)).isNotEqualTo(SearchTerm.policy(Hash.ZERO));
        assertThatThrownBy(() -> new SearchTerm(Bytes.of(new byte[15]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryIsFoundByWhatItSays() {
        Hash digest = TreeHash.leaf(Bytes.utf8("artifact"));
        EntryDraft draft = EntryDraft.of("decision", Outcome.ALLOW)
                .withPolicy(Hash.ZERO)
                .withDigest("artifact", digest)
                .withDigest("model", digest)
                .withPrincipal("caller", "p1")
                .withPrincipal("subject", "p2")
                .withPrincipal("by", "p1");
        assertThat(SearchTerm.of(draft))
                .containsExactlyInAnyOrder(
                        SearchTerm.type("decision"),
                        SearchTerm.policy(Hash.ZERO),
                        SearchTerm.digest(digest),
                        SearchTerm.principal("p1"),
                        SearchTerm.principal("p2"));
    }
}
