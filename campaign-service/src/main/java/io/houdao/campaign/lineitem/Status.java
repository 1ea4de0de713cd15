package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.annotation.JsonValue;
import io.houdao.kit.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a line item is on its way. No request names one: each is the outcome of what was done. */
@Schema(name = "LineItemStatus")
public enum Status {
    /** Being written; any change of what people see, or who sees it, leads back here. */
    DRAFT,
    /** Submitted; its submission waits for a verdict. */
    IN_REVIEW,
    /** Passed both verdicts, and on air within its flight. */
    LIVE,
    /** Passed both verdicts, and off the air until it is resumed. */
    PAUSED,
    /** Off the air for good, because somebody said so. */
    STOPPED,
    /** Off the air for good, because its flight is over. */
    ENDED;

    /** Whether it is over for good. */
    public boolean isFinal() {
        return this == STOPPED || this == ENDED;
    }

    /** Reads the query parameter {@code status}; anything but one of these is a 400. */
    public static Status parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.invalid(List.of(
                        new Problems.Violation("status", "query", "must be one of " + Arrays.toString(values())))));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
