package io.houdao.campaign.audience;

import io.houdao.contracts.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which tags there are, as profile-service's catalogue says. */
public record TagVocabulary(Map<String, Domain> domains) {

    public TagVocabulary {
        domains = Map.copyOf(domains);
    }

    /**
     * Tags that answer the same question.
     *
     * @param isFromDevices whether they belong into the field {@code aiot}
     * @param values all there are
     */
    public record Domain(boolean isFromDevices, List<String> values) {

        public Domain {
            values = List.copyOf(values);
        }
    }

    /** Why nobody can have {@code tag}, or empty where somebody can. */
    public Optional<String> unknown(Tag tag) {
        var domain = domains.get(tag.domain());
        if (domain == null) {
            return Optional.of(tag + " is not in the tag catalogue: there is no domain " + tag.domain());
        }
        return domain.values().contains(tag.value())
                ? Optional.empty()
                : Optional.of(tag + " is not in the tag catalogue: " + tag.domain() + " knows " + domain.values());
    }

    /** Whether {@code tag} belongs into the other field; false where it is not known. */
    public boolean isMisplaced(Tag tag, boolean inAiot) {
        var domain = domains.get(tag.domain());
        return domain != null && domain.isFromDevices() != inAiot;
    }
}
