package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a {@link Conjunction}.
 *
 * @param wanted tags of which one is needed; empty where the condition is another
 * @param unwanted a tag that must be known to be absent; absent where the condition is another
 */
record Condition(List<Tag> wanted, @Nullable Tag unwanted) {

    /** One that needs a closer look. */
    static final Condition OTHER = new Condition(List.of(), null);
}
