package io.houdao.placement.decision.candidates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Line items that were passed over: all counted, the first {@value #MOST_NAMED} named. */
public final class Omitted {

    private static final int MOST_NAMED = 10;

    private final List<LineItem> named = new ArrayList<>(0);
    private int count;

    void add(LineItem lineItem) {
        name(lineItem);
        count++;
    }

    /** Names one that is counted with others. */
    void name(LineItem lineItem) {
        if (names()) {
            named.add(lineItem);
        }
    }

    void add(int more) {
        count += more;
    }

    boolean names() {
        return named.size() < MOST_NAMED;
    }

    public int count() {
        return count;
    }

    public List<LineItem> named() {
        return Collections.unmodifiableList(named);
    }
}
