package io.houdao.placement.exposure;

import org.jspecify.annotations.Nullable;

/** All that is kept of one subject. Immutable. */
record Recollection(Exposures exposures, Choices choices, Annoyances annoyances) {

    static final Recollection NONE = new Recollection(Exposures.NONE, Choices.NONE, Annoyances.NONE);

    Recollection with(Exposures other) {
        return new Recollection(other, choices, annoyances);
    }

    Recollection with(Choices other) {
        return new Recollection(exposures, other, annoyances);
    }

    Recollection with(Annoyances other) {
        return new Recollection(exposures, choices, other);
    }

    /** This and another together. */
    Recollection and(Recollection other) {
        return new Recollection(
                exposures.and(other.exposures), choices.and(other.choices), annoyances.and(other.annoyances));
    }

    /** Null where nothing is left to keep. */
    @Nullable
    Recollection orNull() {
        return equals(NONE) || (exposures.size() == 0 && choices.equals(Choices.NONE)) ? null : this;
    }
}
