package io.houdao.campaign.profile;

import io.houdao.campaign.lineitem.AudienceTexts;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How many people an audience has, as far as this service may know: too few, or not. What it cannot learn is not enough. */
@ApplicationScoped
public class Audiences {

    private static final Logger LOG = Logger.getLogger(Audiences.class);

    private final Profiles profiles;

    Audiences(@RestClient Profiles profiles) {
        this.profiles = profiles;
    }

    /** Whether an audience has the people it takes to be targeted. */
    public enum Size {
        ENOUGH,
        TOO_FEW,
        /** profile-service is away: nobody can say so now. */
        UNKNOWN
    }

    /** Whether {@code audience} has as many people as it takes to be targeted. */
    public Size judge(AudienceTexts audience) {
        var estimate = estimate(audience);
        if (estimate == null) {
            return Size.UNKNOWN;
        }
        return estimate.targetable() ? Size.ENOUGH : Size.TOO_FEW;
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
