package io.houdao.campaign.creative;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LiveCreative;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a creative says and shows, as its advertiser stated it; {@link CreativeBody} explains the fields. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreativeContent(
        @Nullable String benefit,
        @Nullable String landingUrl,
        List<String> claims,
        boolean childSafe,
        Set<String> usesData,
        List<Variant> variants) {

    public CreativeContent {
        claims = List.copyOf(claims);
        usesData = Set.copyOf(usesData);
        variants = List.copyOf(variants);
    }

    /** As placement serves it. */
    public LiveCreative live(UUID id) {
        return new LiveCreative(
                new CreativeId(id),
                benefit == null ? "" : benefit,
                landingUrl,
                variants.stream().map(Variant::live).toList());
    }
}
