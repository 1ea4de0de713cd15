package io.houdao.endtoend.driver;

import java.net.URI;

/** All four services of a running suite, and the tokens to speak with them. */
public record Drivers(
        ProfileDriver profile,
        CampaignDriver campaign,
        PlacementDriver placement,
        FeedbackDriver feedback,
        Identities identities) {

    /** Speaks to the services at these addresses; {@code transcript} hears all of it. */
    public static Drivers of(
            URI profile, URI campaign, URI placement, URI feedback, Identities identities, Transcript transcript) {
        return new Drivers(
                new ProfileDriver(new Http(profile, transcript), identities),
                new CampaignDriver(new Http(campaign, transcript), identities),
                new PlacementDriver(new Http(placement, transcript), identities),
                new FeedbackDriver(new Http(feedback, transcript), identities),
                identities);
    }
}
