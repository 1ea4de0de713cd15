package io.houdao.campaign.review.bottomline;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a campaign may not run as it is.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the campaign with all its line items in order
 * @param detail what is wrong
 * @param fix what would be right
 * @param lineItemId absent where it is about the campaign as a whole
 */
public record Finding(
        Rule rule,
        String pointer,
        String detail,
        String fix,
        @Nullable UUID lineItemId) {}
