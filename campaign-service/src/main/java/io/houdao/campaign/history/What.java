package io.houdao.campaign.history;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What can happen to an advertiser's objects. */
public enum What {
    ADVERTISER_CREATED,
    DOMAINS_CHANGED,
    DEPOSITED,
    VERIFIED,
    VERIFICATION_WITHDRAWN,
    MEMBER_NAMED,
    MEMBER_REMOVED,
    CAMPAIGN_CREATED,
    CAMPAIGN_CHANGED,
    LINE_ITEM_CREATED,
    LINE_ITEM_CHANGED,
    CREATIVE_CREATED,
    CREATIVE_CHANGED,
    CREATIVE_REMOVED,
    RETURNED_TO_DRAFT,
    FAILED_BOTTOM_LINE,
    SUBMITTED,
    APPEALED,
    CLAIMED,
    PASSED_ONCE,
    PASSED,
    FAILED,
    PUBLISHED,
    PAUSED,
    RESUMED,
    STOPPED,
    ENDED,
    SUCCEEDED,
    APPROVAL_EXPIRED,
    CONTRACT_TIGHTENED,
    STOP_SHIPPED,
    ISSUE_RAISED,
    ISSUE_FIXED,
    ISSUE_CLOSED,
    ISSUE_REOPENED,
    STOP_SHIP_APPEALED,
    STOP_SHIP_APPEAL_GRANTED,
    STOP_SHIP_APPEAL_DISMISSED,
    STOP_SHIP_LIFTED,
    ARCHIVED,
    UNARCHIVED;

    /** Whether whoever does it is an author of the campaign, who may not judge it. */
    boolean isAuthorship() {
        return switch (this) {
            case CAMPAIGN_CREATED,
                    CAMPAIGN_CHANGED,
                    LINE_ITEM_CREATED,
                    LINE_ITEM_CHANGED,
                    CREATIVE_CREATED,
                    CREATIVE_CHANGED,
                    CREATIVE_REMOVED,
                    FAILED_BOTTOM_LINE,
                    SUBMITTED,
                    APPEALED,
                    ISSUE_FIXED,
                    STOP_SHIP_APPEALED -> true;
            case ADVERTISER_CREATED,
                    DOMAINS_CHANGED,
                    DEPOSITED,
                    VERIFIED,
                    VERIFICATION_WITHDRAWN,
                    MEMBER_NAMED,
                    MEMBER_REMOVED,
                    RETURNED_TO_DRAFT,
                    PASSED,
                    FAILED,
                    PUBLISHED,
                    PAUSED,
                    RESUMED,
                    STOPPED,
                    ENDED,
                    SUCCEEDED,
                    CLAIMED,
                    PASSED_ONCE,
                    APPROVAL_EXPIRED,
                    CONTRACT_TIGHTENED,
                    STOP_SHIPPED,
                    ISSUE_RAISED,
                    ISSUE_CLOSED,
                    ISSUE_REOPENED,
                    STOP_SHIP_APPEAL_GRANTED,
                    STOP_SHIP_APPEAL_DISMISSED,
                    STOP_SHIP_LIFTED,
                    ARCHIVED,
                    UNARCHIVED -> false;
        };
    }

    static String[] authorship() {
        return Arrays.stream(values())
                .filter(What::isAuthorship)
                .map(What::toString)
                .toArray(String[]::new);
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
