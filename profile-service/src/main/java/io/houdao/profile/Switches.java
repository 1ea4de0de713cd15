package io.houdao.profile;

import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person switches off. What is left out is off no more.
 *
 * @param adsOff no ad on any device
 * @param refused nothing is kept about them: tags are deleted, and none is added
 * @param mutedTouchpoints where they want no ad
 * @param quietScenes where they want no ad
 * @param dailyAdLimitByScene the most ads a day they want there
 */
@Schema(examples = """
                {"adsOff":false,"refused":false,"mutedTouchpoints":["input-method"],"quietScenes":["home/sport"],
                 "dailyAdLimitByScene":{"home/entertainment":3}}""")
public record Switches(
        boolean adsOff,
        boolean refused,

        @Size(max = 500, message = "must name at most 500 touchpoints")
        Set<@NotNull(message = "must be a touchpoint, as in tv-launcher") TouchpointId> mutedTouchpoints,

        @Size(max = 100, message = "must name at most 100 scenes")
        Set<@NotNull(message = "must be a scene, as in home/sport") Scene> quietScenes,

        @Size(max = 100, message = "must name at most 100 scenes")
        Map<
                        Scene,
                        @NotNull(message = "must be a number of ads a day")
                        @Min(value = 0, message = "must be 0 or more ads a day")
                        @Max(value = 1000, message = "must be at most 1000 ads a day") Integer>
                dailyAdLimitByScene) {

    public Switches {
        mutedTouchpoints = Objects.requireNonNullElse(mutedTouchpoints, Set.of());
        quietScenes = Objects.requireNonNullElse(quietScenes, Set.of());
        dailyAdLimitByScene = Objects.requireNonNullElse(dailyAdLimitByScene, Map.of());
    }
}
