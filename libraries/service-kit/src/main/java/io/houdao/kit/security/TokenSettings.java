package io.houdao.kit.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is remembered of tokens. */
@ConfigMapping(prefix = "houdao.tokens")
interface TokenSettings {

    /** How many tokens: those verified last, about two kilobytes each. */
    @WithDefault("50000")
    long remembered();

    /** How long, at most; a token's own expiry comes first. */
    @WithDefault("PT5M")
    Duration rememberedFor();
}
