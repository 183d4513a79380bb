package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What H2 writes over, in a store whose chunks are all old. */
class KeptVersionsTest {
    private static final int KEYS = 1000;

    @TempDir
    private Path temp = Path.of("");

    private MVStore store = MVStore.open(null);

    @BeforeEach
    void open() {
        store.close();
        store = new MVStore.Builder()
                .fileName(temp.resolve("live").toString())
                .autoCommitDisabled()
                .open();
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        // The first chunk stays: it holds the name of the map.
        write(-1);
    }

    @AfterEach
    void close() {
        store.closeImmediately();
    }

    private void write(int value) {
        MVMap<Integer, String> map = store.openMap("map");
        for (int key = 0; key < KEYS; key++) {
            map.put(key, value + " of " + key);
        }
        store.commit();
    }

    /** Whether all of a version is still in the file. */
    private boolean isThere(long version, int value) throws IOException {
        return isThere(Files.readAllBytes(temp.resolve("live")), version, value);
    }

    private boolean isThere(byte[] file, long version, int value) throws IOException {
        Path copy = temp.resolve("copy");
        Files.write(copy, file);
        Path shown = temp.resolve("shown");
        try (StoreVersions versions = StoreVersions.of(copy, shown)) {
            return versions.show(version) && holds(shown, value);
        }
    }

    private static boolean holds(Path shown, int value) {
        try (MVStore old =
                new MVStore.Builder().fileName(shown.toString()).readOnly().open()) {
            MVMap<Integer, String> map = old.openMap("map");
            for (int key = 0; key < KEYS; key++) {
                assertThat(map.get(key)).isEqualTo(value + " of " + key);
            }
            return true;
        }
    }

    @Test
    void byItselfH2WritesOverAVersionThatNobodyKnowsToBeReplaced() throws IOException {
        write(0);
        long first = store.getCurrentVersion();
        for (int value = 1; value < 10; value++) {
            write(value);
        }
        assertThat(isThere(first, 0)).isFalse();
    }

    @Test
    void aVersionStaysUntilANewerOneIsOnTheDiskAndTheOlderOneIsGivenUp() throws IOException {
        write(0);
        long first = store.getCurrentVersion();
        KeptVersions versions = new KeptVersions(store);
        for (int value = 1; value < 10; value++) {
            write(value);
            versions.keepNewest();
        }
        assertThat(isThere(first, 0)).isTrue();
        assertThat(versions.newestSynced()).isEmpty();

        versions.synced(versions.newest());
        assertThat(versions.newestSynced()).isEqualTo(OptionalLong.of(store.getCurrentVersion()));
        long newest = versions.newest();
        versions.giveUpBefore(newest);
        assertThat(versions.newestSynced()).isEmpty();
        for (int value = 10; value < 20; value++) {
            write(value);
            versions.keepNewest();
        }
        assertThat(isThere(first, 0)).isFalse();
        assertThat(isThere(newest, 9)).isTrue();
    }

    /** Nor does the chunk lie at the end of the file. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30})
    void aVersionIsFoundThoughTheHeaderOfTheFileNamesALostChunk(int lost) throws IOException {
        for (int value = 0; value < 30; value++) {
            write(value);
            byte[] file = Files.readAllBytes(temp.resolve("live"));
            long version = store.getCurrentVersion();
            for (int later = 1; later <= lost; later++) {
                write(value);
            }
            byte[] header = Files.readAllBytes(temp.resolve("live"));
            System.arraycopy(header, 0, file, 0, 2 * 4096);
            assertThat(isThere(file, version, value)).isTrue();
        }
    }
}
