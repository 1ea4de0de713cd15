package io.houdao.placement.decision.receipt;

import io.houdao.contracts.placement.Receipts;
import io.houdao.placement.exposure.ExposureStates;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What is sealed with the keys of the keyset. */
class Keys {

    private final String keyset;

    Keys(ReceiptSettings settings) {
        try {
            this.keyset = Files.readString(settings.keysetFile());
        } catch (IOException e) {
            throw new UncheckedIOException("houdao.receipt.keyset-file must name a readable keyset", e);
        }
    }

    @Produces
    @Singleton
    Receipts receipts() {
        return Receipts.with(keyset);
    }

    @Produces
    @Singleton
    ExposureStates exposureStates() {
        return ExposureStates.with(keyset);
    }
}
