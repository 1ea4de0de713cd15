package io.houdao.campaign.advertiser;

/** What somebody may do for an advertiser. */
enum MemberRole {
    /** Everything, and says who else may do what. */
    OWNER,
    /** Everything but that. */
    EDITOR,
    /** Reads, checks and forecasts, and changes nothing. */
    VIEWER
}
