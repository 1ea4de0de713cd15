package io.houdao.profile.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.houdao.contracts.Json;
import io.houdao.contracts.profile.PersonProjection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;

/** Projections as they are written. They are compared like that, as reading one costs more than computing it. */
final class Bodies {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String STAMP = "computedAt";

    private Bodies() {}

    /** Whether two projections of one person differ in more than their versions and when they were computed. */
    static boolean differ(byte[] one, byte[] other) {
        var first = afterStamp(one);
        var second = afterStamp(other);
        // What is the same in another order, as sets may be, is as long.
        if (one.length - first != other.length - second) {
            return true;
        }
        return !Arrays.equals(one, first, one.length, other, second, other.length)
                && !unstamped(one).equals(unstamped(other));
    }

    /** Where that begins which is not about the writing itself. */
    private static int afterStamp(byte[] body) {
        try (var json = JSON.createParser(body)) {
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals(STAMP)) {
                    json.nextToken();
                    json.finishToken();
                    return (int) json.currentLocation().getByteOffset();
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("not a projection", e);
        }
    }

    /** The same without what others ask for on the screens that the person shares with them. */
    static byte[] withoutOthers(byte[] body) {
        var read = Json.read(body, PersonProjection.class);
        if (read.othersWishes() == null) {
            return body;
        }
        return Json.write(new PersonProjection(
                read.personId(),
                read.version(),
                read.computedAt(),
                read.householdId(),
                read.adsOff(),
                read.refused(),
                read.mutedTouchpoints(),
                read.quietScenes(),
                read.dailyAdLimitByScene(),
                null,
                read.devices(),
                read.surfaces()));
    }

    private static PersonProjection unstamped(byte[] body) {
        var read = Json.read(body, PersonProjection.class);
        return new PersonProjection(
                read.personId(),
                0,
                Instant.EPOCH,
                read.householdId(),
                read.adsOff(),
                read.refused(),
                read.mutedTouchpoints(),
                read.quietScenes(),
                read.dailyAdLimitByScene(),
                read.othersWishes(),
                read.devices(),
                read.surfaces());
    }
}
