package io.houdao.feedback.learning;

import java.util.List;

/**
 * Whether a candidate model is promoted.
 *
 * @param reasons why not, for people; empty if it is
 */
public record PromotionVerdict(boolean promoted, List<String> reasons) {

    public PromotionVerdict {
        reasons = List.copyOf(reasons);
    }
}
