package io.houdao.placement.exposure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where it is kept what people saw. */
@ConfigMapping(prefix = "houdao.serving-store")
public interface StoreSettings {

    /** A Redis or Valkey that all replicas share, such as {@code redis://valkey:6379}; without one, this replica's heap. */
    Optional<String> url();

    /** How long a decision waits for the store; then it does without. */
    @WithDefault("PT0.02S")
    Duration patience();
}
