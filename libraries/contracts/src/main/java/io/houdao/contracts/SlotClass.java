package io.houdao.contracts;

/** The seven kinds of place a message can take. Each has its own asset schema. */
public enum SlotClass {
    APP_DISTRIBUTION,
    BANNER,
    FEED,
    PRE_ROLL,
    OTT,
    /** Boot and app open. */
    SPLASH,
    /** Calendar, alarm, weather, wristband, voice and other places that no standard names. */
    AMBIENT
}
