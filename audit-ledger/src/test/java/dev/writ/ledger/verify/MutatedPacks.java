package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackedEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Packs that are damaged in every way that one can think of: bytes, members of the JSON, whole entries, and logs whose owner signs
 * what no log may hold. A few stay good.
 */
final class MutatedPacks {
    private static final String TOKENS = "\"\\{}[],:0123456789abcdefxyzTZ-+/=._ \n\u007f";

    private final Random random;
    private final List<Bytes> good = new ArrayList<>();

    MutatedPacks(long seed) {
        this.random = new Random(seed);
        good.add(Packs.pack(12, 3L, 4L, 11L).bytes());
        good.add(Packs.pack(300, 7L, 299L).bytes());
        good.add(partial(Packs.pack(40, 5L)).bytes());
        good.add(Packs.pack(Packs.changed(9), Packs.nextSigners(), List.of(7L, 8L), 5L)
                .bytes());
        good.add(Packs.pack(1, 0L).bytes());
        good.add(PackErasuresTest.pack(PackErasuresTest.erased(7, "request"), List.of(7L), "request")
                .bytes());
        EvidencePack pack = Packs.pack(10, 7L);
        good.add(new EvidencePack(
                        pack.checkpoint()
                                + pack.checkpoint().lines().toList().get(4).replace("writ.example", "witness.example")
                                + "\n",
                        pack.entries(),
                        pack.about(),
                        Map.of("rfc3161.tsr", Bytes.utf8("a timestamp")))
                .bytes());
    }

    private static EvidencePack partial(EvidencePack pack) {
        List<PackedEntry> entries = new ArrayList<>(pack.entries());
        PackedEntry last = entries.removeLast();
        entries.add(new PackedEntry(last.entry(), last.proof(), last.fields().subList(0, 1)));
        return new EvidencePack(pack.checkpoint(), entries, pack.about(), pack.attachments());
    }

    List<Bytes> unharmed() {
        return good;
    }

    Bytes next() {
        Bytes pack = good.get(random.nextInt(good.size()));
        return switch (random.nextInt(4)) {
            case 0 -> bytes(pack);
            case 1, 2 -> json(pack);
            default -> lie();
        };
    }

    private Bytes bytes(Bytes pack) {
        byte[] data = pack.toArray();
        int at = random.nextInt(data.length);
        byte token = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
        return switch (random.nextInt(6)) {
            case 0 -> {
                data[at] ^= (byte) (1 << random.nextInt(8));
                yield Bytes.of(data);
            }
            case 1 -> {
                data[at] = token;
                yield Bytes.of(data);
            }
            case 2 -> splice(data, at, 0, new byte[] {token});
            case 3 -> splice(data, at, Math.min(data.length - at, 1 + random.nextInt(5)), new byte[0]);
            case 4 -> Bytes.of(data, 0, at);
            default -> {
                byte[] other = good.get(random.nextInt(good.size())).toArray();
                int from = random.nextInt(other.length);
                byte[] piece = Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(400)));
                yield splice(data, at, Math.min(data.length - at, random.nextInt(400)), piece);
            }
        };
    }

    private static Bytes splice(byte[] data, int at, int removed, byte[] piece) {
        byte[] out = new byte[data.length - removed + piece.length];
        System.arraycopy(data, 0, out, 0, at);
        System.arraycopy(piece, 0, out, at, piece.length);
        System.arraycopy(data, at + removed, out, at + piece.length, data.length - at - removed);
        return Bytes.of(out);
    }

    /** One to three changes that leave canonical JSON, so that what comes after the form is tried. */
    private Bytes json(Bytes pack) {
        Json value = StrictJson.around().read(pack);
        for (int i = random.nextInt(3); i >= 0; i--) {
            value = change(value, 0);
        }
        return value.canonical();
    }

    private Json change(Json value, int depth) {
        boolean deeper = depth < 7 && random.nextInt(8) > 0;
        return switch (value) {
            case Json.Obj(Map<String, Json> members)
            when deeper && !members.isEmpty() -> {
                Map<String, Json> copy = new LinkedHashMap<>(members);
                String name = pick(List.copyOf(members.keySet()));
                copy.computeIfPresent(name, (key, inner) -> change(inner, depth + 1));
                yield new Json.Obj(copy);
            }
            case Json.Arr(List<Json> items)
            when deeper && !items.isEmpty() -> {
                List<Json> copy = new ArrayList<>(items);
                int at = random.nextInt(items.size());
                copy.set(at, change(items.get(at), depth + 1));
                yield new Json.Arr(copy);
            }
            case Json.Obj(Map<String, Json> members) -> object(members);
            case Json.Arr(List<Json> items) -> array(items);
            case Json.Str(String text) -> new Json.Str(text(text));
            case Json.Num(double number) -> new Json.Num(number + pick(List.of(1.0, -1.0, 0.5, 0.0, 1e20)));
            case Json.Bool(boolean truth) -> new Json.Bool(!truth);
            case Json.Null ignored -> new Json.Bool(true);
        };
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private Json object(Map<String, Json> members) {
        Map<String, Json> copy = new LinkedHashMap<>(members);
        if (!members.isEmpty() && random.nextBoolean()) {
            copy.remove(pick(List.copyOf(members.keySet())));
        } else {
            copy.put(
                    pick(List.of("a", "fields", "entry", "basis", "by", "policy", "body", "attachments", "x")),
                    pick(List.of(
                            new Json.Null(),
                            new Json.Obj(Map.of()),
                            new Json.Str(""),
                            new Json.Obj(Map.of("a", new Json.Str("YQ=="))))));
        }
        return new Json.Obj(copy);
    }

    private Json array(List<Json> items) {
        List<Json> copy = new ArrayList<>(items);
        int at = items.isEmpty() ? 0 : random.nextInt(items.size());
        switch (random.nextInt(4)) {
            case 0 -> copy.add(at, items.isEmpty() ? new Json.Num(1) : pick(items));
            case 1 -> copy = new ArrayList<>(copy.reversed());
            case 2 -> copy.add(new Json.Num(random.nextInt(300)));
            default -> copy = new ArrayList<>(copy.subList(at, copy.size()));
        }
        return new Json.Arr(copy);
    }

    private String text(String text) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        char token = TOKENS.charAt(random.nextInt(TOKENS.length()));
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (Character.isSurrogate(text.isEmpty() ? 'a' : text.charAt(at))) {
            return text + token;
        }
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + token + text.substring(Math.min(text.length(), at + 1));
            case 2 -> text.substring(0, at) + token + text.substring(at);
            case 3 -> {
                lines.add(random.nextInt(lines.size()), pick(lines));
                yield String.join("\n", lines);
            }
            case 4 -> {
                lines.remove(random.nextInt(lines.size()));
                yield String.join("\n", lines);
            }
            default -> {
                java.util.Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
                yield String.join("\n", lines);
            }
        };
    }

    /** A log that is signed and hashed as it must be and holds an entry that no log may hold, or only may. */
    private Bytes lie() {
        if (random.nextInt(3) == 0) {
            return strangeErasure();
        }
        List<Bytes> leaves =
                new ArrayList<>(Packs.entries(8).stream().map(Entry::bytes).toList());
        int at = random.nextInt(leaves.size());
        Json changed = new StrictJson().read(leaves.get(at));
        if (random.nextInt(10) > 0) {
            changed = change(changed, 4 + random.nextInt(3));
        }
        leaves.set(at, changed.canonical());
        if (random.nextInt(4) == 0) {
            leaves.set(0, strangeGenesis());
        }
        List<CheckpointSigner> signers = pick(List.of(
                TestKeys.signers(),
                TestKeys.signers(),
                TestKeys.signers(),
                TestKeys.signers().subList(0, 1),
                Packs.nextSigners()));
        return pack(leaves, signers, at);
    }

    /** A log that tells of an erasure in a way that no log may, or only may. */
    private Bytes strangeErasure() {
        List<Bytes> leaves = new ArrayList<>(PackErasuresTest.erased(7, "comment", "request").stream()
                .map(Entry::bytes)
                .toList());
        Json changed = new StrictJson().read(leaves.getLast());
        if (random.nextInt(10) > 0) {
            changed = change(changed, 3 + random.nextInt(4));
        }
        leaves.set(8, changed.canonical());
        return random.nextBoolean()
                ? Packs.ofLeaves(leaves, TestKeys.signers(), List.of(7L), 8L).bytes()
                : pack(leaves, TestKeys.signers(), 8);
    }

    private Bytes strangeGenesis() {
        List<String> keys = new ArrayList<>(
                TestKeys.trusted().keys().stream().map(VerifierKey::text).toList());
        String origin = TestKeys.ORIGIN;
        EntryDraft draft = new Genesis(origin, keys).draft();
        EntryDraft strange = switch (random.nextInt(5)) {
            case 0 -> new Genesis("other.example/ledger/main", keys).draft();
            case 1 -> new Genesis(origin, keys.subList(0, 1)).draft();
            case 2 -> new Genesis(origin, List.of("junk")).draft();
            case 3 -> draft.withPrincipal("owner", "p1");
            default -> EntryDraft.of("genesis", Outcome.ALLOW).withBody(draft.body());
        };
        return new Entry(0, Hash.ZERO, new Timestamp(1_000_000), strange).bytes();
    }

    private Bytes pack(List<Bytes> leaves, List<CheckpointSigner> signers, int at) {
        List<Long> about = at == 0 ? List.of(3L) : List.of((long) at);
        return Packs.ofLeaves(leaves, signers, about).bytes();
    }
}
