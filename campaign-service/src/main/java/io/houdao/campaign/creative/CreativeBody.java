package io.houdao.campaign.creative;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A creative as an advertiser states it. A draft may be incomplete; the bottom line tells what is missing.
 *
 * @param version what the change is based on; may be sent as {@code If-Match} instead
 * @param benefit what the person gets, in the words shown to them
 * @param landingUrl where a click leads; absent for a creative that does something in place
 * @param claims what it says of the product, for the reviewer to check
 * @param childSafe whether the advertiser states that it is fit for a screen with children
 * @param usesData the domains of tags that choose whom it is shown to, such as {@code rice-texture}
 */
public record CreativeBody(
        @Nullable UUID creativeId,
        @Nullable Long version,

        @Nullable @Size(max = 500, message = "may have at most 500 characters")
        String benefit,

        @Nullable
        @Size(max = 2_000, message = "may have at most 2,000 characters")
        @Pattern(regexp = "https://[^\\s/?#@]+([/?#]\\S*)?", message = "must be an https address without a user name")
        String landingUrl,

        @Nullable @Size(max = 50, message = "may hold at most 50 claims")
        List<
                        @NotBlank(message = "must not be empty")
                        @Size(max = 500, message = "may have at most 500 characters") String>
                claims,

        boolean childSafe,

        @Nullable @Size(max = 50, message = "may name at most 50 domains")
        Set<
                        @NotNull
                        @Pattern(
                                regexp = "[a-z0-9][a-z0-9-]{0,39}",
                                message = "must be the domain of a tag, such as rice-texture")
                        String>
                usesData,

        @Nullable @Size(max = 100, message = "may hold at most 100 variants")
        List<@NotNull @Valid Variant> variants) {

    /** What is kept of it. */
    public CreativeContent content() {
        return new CreativeContent(
                benefit,
                landingUrl,
                claims == null ? List.of() : claims,
                childSafe,
                usesData == null ? Set.of() : usesData,
                variants == null ? List.of() : variants);
    }
}
