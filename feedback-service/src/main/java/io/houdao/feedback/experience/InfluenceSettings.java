package io.houdao.feedback.experience;

import io.smallrye.config.ConfigMapping;

/** How much the word of one person weighs with restraint and learning, in one scene and in any one window. */
@ConfigMapping(prefix = "houdao.influence")
interface InfluenceSettings {

    /** How many windows of restraint one window of influence lasts. */
    int windows();

    /** Showings, and whatever is neutral about them. */
    int showings();

    /** Showings that were minded. */
    int negatives();

    int clicks();

    /** For how many people in how many scenes it is remembered; those heard of longest ago are forgotten first. */
    int remembered();
}
