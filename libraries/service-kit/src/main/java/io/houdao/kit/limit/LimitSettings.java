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

    /** Beginnings of paths that are not limited here, because what answers there looks after itself. */
    Optional<List<String>> except();
}
