package io.houdao.campaign.review.bottomline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The rules of the bottom line, in the order in which their findings are told. Their codes are stable. */
public enum Rule {
    ADVERTISER_UNVERIFIED,
    STOP_SHIP,
    BANNED_CATEGORY,
    LINE_ITEM_MISSING,
    FLIGHT_OVER,
    CREATIVE_MISSING,
    BENEFIT,
    SUPERLATIVE,
    BANNED_CLAIM,
    CHILD_SAFETY,
    UNKNOWN_TAG,
    AUDIENCE_TOO_SMALL,
    AUDIENCE_UNKNOWN,
    UNDECLARED_DATA_USE,
    LANDING_HOST,
    SCENE_VARIANT,
    ASSETS,
    CLOSING_CONTRACT,
    FUNDS;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
