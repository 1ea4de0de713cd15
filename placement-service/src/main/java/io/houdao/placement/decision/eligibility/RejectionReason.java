package io.houdao.placement.decision.eligibility;

import java.util.Locale;

/**
 * Why a candidate was not shown, or nothing was. Stable, explainable. In the order in which they are looked at: whoever is
 * stopped by a later one has passed all before it.
 */
public enum RejectionReason {
    PROFILE_UNAVAILABLE(Stage.VIEWER),
    ADS_OFF(Stage.VIEWER),
    /** They were promised ad-free days in answer to a complaint. */
    AD_FREE(Stage.VIEWER),
    /** Someone else in front of a shared screen wants no ad: at all, on this touchpoint or in this scene. Nobody is told which. */
    SILENT(Stage.VIEWER),
    TOUCHPOINT_MUTED(Stage.VIEWER),
    QUIET_SCENE(Stage.VIEWER),
    AD_LOAD_REACHED(Stage.VIEWER),
    MINIMUM_GAP(Stage.VIEWER),

    /** What a companion should go with is not there. */
    NOTHING_TO_ACCOMPANY(Stage.SUPPLY),
    /** No campaign could fill every place of the roadblock. */
    ROADBLOCK_INCOMPLETE(Stage.SUPPLY),
    NO_CANDIDATE(Stage.SUPPLY),
    NO_VARIANT(Stage.SUPPLY),
    OUT_OF_DAYPART(Stage.SUPPLY),
    NO_PERMISSION(Stage.PERMISSION),
    OUT_OF_FLIGHT(Stage.SUPPLY),
    /** What it continues was not shown, or too long ago. */
    OUT_OF_SEQUENCE(Stage.SUPPLY),

    CHILD_RULES(Stage.PERMISSION),
    HIDDEN_BY_PERSON(Stage.PERMISSION),

    FREQUENCY_CAPPED(Stage.RESTRAINT),
    ALREADY_IN_ANSWER(Stage.RESTRAINT),
    COMPETITOR_IN_ANSWER(Stage.RESTRAINT),
    SUSPENDED(Stage.RESTRAINT),
    /** It annoys those who see it often here. */
    CAP_TIGHTENED(Stage.RESTRAINT),
    OVER_HARM_LIMIT(Stage.RESTRAINT),

    BELOW_FLOOR(Stage.MONEY),
    NO_BUDGET(Stage.MONEY),

    NOT_WORTH_THE_HARM(Stage.WORTH),
    /** Now and then chance decides, to learn what showing does: it chose another, or nothing. */
    EXPLORATION(Stage.WORTH),
    OUTBID(Stage.WORTH),

    /** The time for an answer was over before this could be looked at. */
    DEADLINE(Stage.WORTH),
    /** Something failed that should not have. */
    INTERNAL(Stage.WORTH);

    /** How far a candidate came. */
    enum Stage {
        VIEWER,
        SUPPLY,
        PERMISSION,
        RESTRAINT,
        MONEY,
        WORTH
    }

    private final Stage stage;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    RejectionReason(Stage stage) {
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }

    /** Whether feedback-service ordered it: what would have been shown otherwise is value that restraint gave up. */
    public boolean isOrdered() {
        return this == SUSPENDED || this == CAP_TIGHTENED;
    }

    /** As answers and events write it, such as {@code no-permission}. */
    public String code() {
        return code;
    }
}
