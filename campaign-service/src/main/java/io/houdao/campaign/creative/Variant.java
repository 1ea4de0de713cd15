package io.houdao.campaign.creative;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.LiveCreative;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A creative as made for some scenes and one class of slot.
 *
 * @param lengthMs how long it plays or is said, in milliseconds; absent for what just stands there
 * @param assets by the names that {@code bottom-line/assets.json} gives for the class
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Variant(
        @NotNull(message = "is required: the class of slot this is made for")
        SlotClass slotClass,

        @NotNull(message = "is required: the scenes this is made for, as in [\"home/entertainment\"]")
        @Size(min = 1, max = 100, message = "must name 1 to 100 scenes")
        Set<@NotNull Scene> scenes,

        @Nullable @Positive(message = "must be more than nothing; leave it out for what just stands there")
        Integer lengthMs,

        @NotNull(message = "is required: what is rendered, by name, as in {\"text\": \"…\"}")
        @Size(max = 20, message = "may hold at most 20 assets")
        Map<
                        @Size(min = 1, max = 40, message = "must have a name of 1 to 40 characters") String,
                        @NotBlank(message = "must not be empty")
                        @Size(max = 4_000, message = "may have at most 4,000 characters") String>
                assets) {

    LiveCreative.Variant live() {
        return new LiveCreative.Variant(slotClass, scenes, assets);
    }
}
