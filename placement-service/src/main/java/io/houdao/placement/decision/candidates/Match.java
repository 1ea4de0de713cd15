package io.houdao.placement.decision.candidates;

import java.util.ArrayList;
import java.util.List;

/** Line items that accept an opportunity: those with a variant for it, and those without. */
final class Match {

    private final List<LineItem> matching = new ArrayList<>();
    private final List<LineItem> withoutVariant = new ArrayList<>();

    void add(LineItem lineItem, boolean hasVariant) {
        (hasVariant ? matching : withoutVariant).add(lineItem);
    }

    List<LineItem> matching() {
        return matching;
    }

    List<LineItem> withoutVariant() {
        return withoutVariant;
    }
}
