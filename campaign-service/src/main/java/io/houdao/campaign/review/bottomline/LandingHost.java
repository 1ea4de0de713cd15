package io.houdao.campaign.review.bottomline;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A click leads to the advertiser who answers for it, and to nobody else. */
@ApplicationScoped
class LandingHost implements BottomLineRule {

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission.parts().flatMap(part -> elsewhere(part, submission.domains()));
    }

    private static Stream<Finding> elsewhere(Submission.Part part, List<String> domains) {
        var url = part.creative().landingUrl();
        if (url == null) {
            return Stream.empty();
        }
        var host = host(url);
        if (host != null && domains.stream().anyMatch(domain -> isUnder(host, domain))) {
            return Stream.empty();
        }
        return Stream.of(part.finding(
                Rule.LANDING_HOST,
                "/landingUrl",
                (host == null ? "the address names no host" : host + " is not among the advertiser's domains")
                        + ", which are " + domains,
                "lead to one of those, or have an operator add the domain to the advertiser"));
    }

    private static boolean isUnder(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static @Nullable String host(String url) {
        try {
            var host = new URI(url).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
