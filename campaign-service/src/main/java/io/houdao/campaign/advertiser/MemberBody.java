package io.houdao.campaign.advertiser;

import jakarta.validation.constraints.NotNull;

/** What a member may do. */
record MemberBody(
        @NotNull(message = "is required: OWNER, EDITOR or VIEWER")
        MemberRole role) {}
