package io.houdao.campaign.profile;

import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.audience.TagVocabulary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * profile-service's tag catalogue, as last read. Where it is away, the last copy serves, however old; where there never was
 * one, no tag is refused: it fails open, because a tag that nobody has reaches nobody.
 */
@ApplicationScoped
public class TagCatalogue {

    private static final Logger LOG = Logger.getLogger(TagCatalogue.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final Profiles profiles;
    private final Clock clock;
    private final Duration fresh;
    private @Nullable TagVocabulary vocabulary;
    private Instant nextTry = Instant.MIN;

    TagCatalogue(
            @RestClient Profiles profiles,
            Clock clock,
            @ConfigProperty(name = "houdao.catalogue.fresh") Duration fresh) {
        this.profiles = profiles;
        this.clock = clock;
        this.fresh = fresh;
    }

    /** Which tags there are; null where that was never known. */
    public synchronized @Nullable TagVocabulary vocabulary() {
        var now = clock.instant();
        if (!now.isBefore(nextTry)) {
            nextTry = now.plus(readAnew() ? fresh : BETWEEN_TRIES);
        }
        return vocabulary;
    }

    private boolean readAnew() {
        try {
            vocabulary = new TagVocabulary(profiles.catalogue().tagDomains().stream()
                    .collect(toMap(
                            Profiles.Domain::domain,
                            domain -> new TagVocabulary.Domain(
                                    domain.family().equalsIgnoreCase("aiot"), domain.values()))));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "the tag catalogue cannot be read, %s: %s",
                    vocabulary == null ? "no tag is checked" : "the last copy serves", e.getMessage());
            return false;
        }
    }
}
