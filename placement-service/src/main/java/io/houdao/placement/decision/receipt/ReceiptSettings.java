package io.houdao.placement.decision.receipt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How receipts are made. */
@ConfigMapping(prefix = "houdao.receipt")
interface ReceiptSettings {

    /** A Tink AEAD keyset in JSON form; the same in feedback-service. */
    Path keysetFile();

    /** How long a device may report what happened to an ad; the same in campaign-service. */
    @WithDefault("PT24H")
    Duration life();
}
