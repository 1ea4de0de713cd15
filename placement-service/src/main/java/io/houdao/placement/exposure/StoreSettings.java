package io.houdao.placement.exposure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where it is kept what people saw. */
@ConfigMapping(prefix = "houdao.serving-store")
public interface StoreSettings {

    /**
     * A Redis or Valkey that all replicas share, such as {@code redis://valkey:6379}, or {@code rediss://valkey:6379} over
     * TLS; without one, this replica's heap.
     */
    Optional<String> url();

    /** Over TLS: the certificates, in PEM, of who may have signed the store's. */
    Optional<String> caFile();

    /** Over TLS: what this replica shows the store, in PEM; with {@link #keyFile}. */
    Optional<String> certificateFile();

    /** The key of the certificate, in PEM. */
    Optional<String> keyFile();

    /** How long a decision waits for the store; then it does without. */
    @WithDefault("PT0.02S")
    Duration patience();
}
