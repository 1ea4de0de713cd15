package io.houdao.kit.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How often one caller may ask a replica. */
@ConfigMapping(prefix = "houdao.limit")
public interface LimitSettings {

    /** Requests at once, by a caller who was quiet before. */
    @WithDefault("500")
    int burst();

    /** Requests a second in the long run. */
    @WithDefault("50")
    int perSecond();

    /** Paths that callers with a token may ask without a limit here, because what answers there looks after itself. */
    Optional<List<String>> except();

    /**
     * How many proxies stand before the service, each of which adds to {@code X-Forwarded-For} whom it heard. As long as none
     * is named, the header is anyone's claim and is not read.
     */
    @WithDefault("0")
    int proxies();
}
