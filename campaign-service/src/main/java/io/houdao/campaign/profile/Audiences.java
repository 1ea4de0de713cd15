package io.houdao.campaign.profile;

import io.houdao.campaign.lineitem.AudienceTexts;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How many people an audience has, as far as this service may know: too few, or not. */
@ApplicationScoped
public class Audiences {

    private static final Logger LOG = Logger.getLogger(Audiences.class);

    private final Profiles profiles;

    Audiences(@RestClient Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * Whether {@code audience} has fewer people than may be targeted. Where profile-service is away or cannot tell, false:
     * the reviewer decides, and reports stay k-anonymous either way.
     */
    public boolean isTooSmall(AudienceTexts audience) {
        var estimate = estimate(audience);
        return estimate != null && !estimate.targetable();
    }

    /** How many people {@code audience} has; null where profile-service cannot or may not tell. */
    public @Nullable Long size(AudienceTexts audience) {
        var estimate = estimate(audience);
        return estimate == null ? null : estimate.people();
    }

    /** How many people there are; null where profile-service cannot tell. */
    public @Nullable Long everybody() {
        return size(new AudienceTexts(null, null));
    }

    private Profiles.@Nullable Estimate estimate(AudienceTexts audience) {
        try {
            return profiles.estimate(audience.parsed());
        } catch (RuntimeException e) {
            LOG.warnf("an audience cannot be estimated: %s", e.getMessage());
            return null;
        }
    }
}
