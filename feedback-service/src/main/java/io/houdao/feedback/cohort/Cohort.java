package io.houdao.feedback.cohort;

import io.houdao.contracts.feedback.ExperienceControl.HoldBack;
import io.houdao.contracts.profile.PersonId;
import org.jspecify.annotations.Nullable;

/** A group of people whose experience is counted apart. */
public enum Cohort {
    /** Those who see at most half as many ads. */
    HELD_BACK("held-back"),
    /** As many others, for comparison. */
    CONTROL("control");

    private final String text;

    Cohort(String text) {
        this.text = text;
    }

    /** The one that {@code person} is in, as it is written; empty for most people and for nobody in particular. */
    public static String textOf(@Nullable PersonId person, HoldBack holdBack) {
        if (person == null) {
            return "";
        }
        if (holdBack.holds(person)) {
            return HELD_BACK.text;
        }
        return holdBack.comparesWith(person) ? CONTROL.text : "";
    }

    @Override
    public String toString() {
        return text;
    }
}
