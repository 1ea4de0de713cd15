package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.campaign.audience.AudienceSyntaxException;
import io.houdao.campaign.audience.AudienceText;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import jakarta.validation.constraints.Size;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whom a line item is for, in the grammar of {@link AudienceText}; both must hold.
 *
 * @param basic over declared and surveyed tags, as in {@code city:beijing and not diet:low-carb}
 * @param aiot over tags that come from devices, as in {@code rice-texture:soft}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description =
                "Both must hold. Each is written in a closed grammar: expression = term { \"or\" term }; term = factor"
                        + " { \"and\" factor }; factor = \"not\" factor | \"(\" expression \")\" | tag; tag = domain \":\" value. At most"
                        + " 2,000 characters, 100 tags, and 16 levels of \"not\" and parentheses. Tags are those of GET /v1/catalogue"
                        + " of profile-service: declared and surveyed ones in basic, those that come from devices in aiot.")
public record AudienceTexts(
        @Nullable @Size(max = AudienceText.MAX_LENGTH, message = "may have at most 2,000 characters")
        String basic,

        @Nullable @Size(max = AudienceText.MAX_LENGTH, message = "may have at most 2,000 characters")
        String aiot) {

    /** As placement evaluates it. The texts were accepted before; one that cannot be read now is a bug. */
    public Audience parsed() {
        return new Audience(parse(basic), parse(aiot));
    }

    /** Every tag that either asks about. */
    public Stream<Tag> tags() {
        return Stream.of(basic, aiot).flatMap(AudienceTexts::tags);
    }

    private static Stream<Tag> tags(@Nullable String text) {
        var expression = parse(text);
        return expression == null ? Stream.empty() : AudienceText.tags(expression);
    }

    private static @Nullable TagExpression parse(@Nullable String text) {
        try {
            return text == null ? null : AudienceText.parse(text);
        } catch (AudienceSyntaxException e) {
            throw new IllegalStateException("an audience that was accepted cannot be read", e);
        }
    }
}
