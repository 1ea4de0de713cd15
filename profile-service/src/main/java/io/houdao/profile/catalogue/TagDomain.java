package io.houdao.profile.catalogue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Tags that answer the same question, such as {@code rice-texture}.
 *
 * @param keptDays how long a tag is kept after it was last heard
 * @param values all there are
 */
@RegisterForReflection
public record TagDomain(String domain, String dataKind, int keptDays, List<String> values, Name name) {

    public TagDomain {
        values = List.copyOf(values);
    }

    /**
     * When a tag heard at {@code now} expires at the latest: at a midnight (UTC), so that hearing it again on the same day
     * changes nothing.
     */
    public Instant expiryOf(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(keptDays + 1L));
    }
}
