package io.houdao.endtoend.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that are the same on every machine and in every run, so that what exists is found again. */
public final class Ids {

    private Ids() {}

    /** The id of the thing that {@code parts} name, such as {@code of("advertiser", "qinghe")}. */
    public static UUID of(Object... parts) {
        var name = new StringBuilder("houdao");
        for (var part : parts) {
            name.append('/').append(part);
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8));
    }
}
