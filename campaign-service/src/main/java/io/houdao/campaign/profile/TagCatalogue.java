package io.houdao.campaign.profile;

import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.audience.TagVocabulary;
import io.houdao.campaign.neighbour.LastKnown;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * profile-service's tag catalogue, as last read. Where there never was one, no tag is refused: it fails open, because a tag
 * that nobody has reaches nobody.
 */
@ApplicationScoped
public class TagCatalogue {

    private final LastKnown<TagVocabulary> vocabulary;

    TagCatalogue(
            @RestClient Profiles profiles,
            Clock clock,
            @ConfigProperty(name = "houdao.catalogue.fresh") Duration fresh) {
        this.vocabulary = new LastKnown<>("the tag catalogue", () -> read(profiles), clock, fresh);
    }

    /** Which tags there are; null where that was never known. */
    public @Nullable TagVocabulary vocabulary() {
        return vocabulary.get();
    }

    private static TagVocabulary read(Profiles profiles) {
        return new TagVocabulary(profiles.catalogue().tagDomains().stream()
                .collect(toMap(
                        Profiles.Domain::domain,
                        domain ->
                                new TagVocabulary.Domain(domain.family().equalsIgnoreCase("aiot"), domain.values()))));
    }
}
