package io.houdao.campaign.creative;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/** A creative as it is answered. */
public record CreativeView(
        UUID creativeId,
        UUID lineItemId,
        long version,
        @JsonUnwrapped CreativeContent content) {

    public static CreativeView of(Creative creative) {
        return new CreativeView(creative.id(), creative.lineItemId(), creative.version(), creative.content());
    }
}
