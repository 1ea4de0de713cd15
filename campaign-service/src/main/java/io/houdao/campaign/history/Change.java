package io.houdao.campaign.history;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param campaignId absent where it is about the advertiser as a whole
 * @param lineItemId absent where it is about more than one line item
 * @param detail what it became, written as JSON; absent where the word says it all
 */
public record Change(
        What what,
        UUID advertiserId,
        @Nullable UUID campaignId,
        @Nullable UUID lineItemId,
        @Nullable Object detail) {}
