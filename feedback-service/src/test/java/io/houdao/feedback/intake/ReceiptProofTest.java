package io.houdao.feedback.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.placement.Receipt;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptProofTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private final Showing showing =
            Devices.showing(Devices.aScene(), Devices.BOOT, Devices.aCreative(), NOON, new DeviceId(Devices.DEVICE));
    private final String first = Receipts.newKeyset();
    private final String second = Receipts.withNewKey(first);
    private Path file;
    private ReceiptProof proof;

    @BeforeEach
    void startWithTheFirstKey() throws IOException {
        file = Files.writeString(directory.resolve("keyset.json"), first);
        proof = new ReceiptProof(file);
    }

    @Test
    void withoutAKeysetNothingStarts() {
        assertThatThrownBy(() -> new ReceiptProof(directory.resolve("none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("houdao.receipt.keyset-file");
    }

    @Test
    void aReceiptIsProvenFromMemoryAlone() throws IOException, RefusedEvent {
        Files.delete(file);

        assertThat(proof.showing(seal(first), NOON)).isEqualTo(showing);
    }

    @Test
    void aKeysetThatCannotBeReadChangesNothing() throws IOException, RefusedEvent {
        Files.writeString(file, "half a key");

        proof.readKeys();

        assertThat(proof.showing(seal(first), NOON)).isEqualTo(showing);
        Files.delete(file);
        proof.readKeys();
        assertThat(proof.showing(seal(first), NOON)).isEqualTo(showing);
    }

    @Test
    void onlyTheDeviceThatItNamesMayUseIt() throws RefusedEvent {
        var sealed = seal(first);

        assertThat(proof.showing(sealed, NOON, Devices.DEVICE)).isEqualTo(showing);
        assertThatThrownBy(() -> proof.showing(sealed, NOON, UUID.randomUUID()))
                .isInstanceOf(RefusedEvent.class)
                .hasMessageContaining("another device");
    }

    @Test
    void itProvesNothingOnceItIsOver() throws RefusedEvent {
        var sealed = seal(first);

        assertThat(proof.showing(sealed, NOON.plusSeconds(59))).isEqualTo(showing);
        assertThatThrownBy(() -> proof.showing(sealed, NOON.plusSeconds(61))).isInstanceOf(RefusedEvent.class);
        assertThatThrownBy(() -> proof.showing(null, NOON)).isInstanceOf(RefusedEvent.class);
        assertThatThrownBy(() -> proof.showing(" ", NOON)).isInstanceOf(RefusedEvent.class);
    }

    @Test
    void keysAreRotatedWhileItRunsAndNoReceiptIsLost() throws IOException, RefusedEvent {
        var old = seal(first);
        var rotated = Receipts.sealingWithNewest(second);
        assertThatThrownBy(() -> proof.showing(seal(rotated), NOON)).isInstanceOf(RefusedEvent.class);

        Files.writeString(file, rotated);
        proof.readKeys();

        assertThat(proof.showing(old, NOON)).isEqualTo(showing);
        assertThat(proof.showing(seal(rotated), NOON)).isEqualTo(showing);
    }

    private String seal(String keyset) {
        return Receipts.with(keyset).seal(new Receipt(showing, NOON.plusSeconds(60)));
    }
}
