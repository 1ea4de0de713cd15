package io.houdao.endtoend.replay;

import io.houdao.endtoend.demo.Ids;
import java.util.UUID;

/**
 * One line of the log: a video was put before a user, and what they did.
 *
 * @param isJudged whether it belongs to the days on which restraint is judged, and not to those that say what is usual
 * @param tab the place in the app, which stands for the scene
 * @param playedMillis how long it played
 * @param hated they asked for no more of it
 * @param viewedLong they watched most of it
 */
record Exposure(
        boolean isJudged,
        String userId,
        String videoId,
        String tab,
        long playedMillis,
        boolean clicked,
        boolean hated,
        boolean viewedLong) {

    private static final long SKIPPED_WITHIN_MILLIS = 2000;

    /** Gone before it had begun, and without a click: what the log has in place of a pressed ×. */
    boolean isClosed() {
        return playedMillis < SKIPPED_WITHIN_MILLIS && !clicked;
    }

    String moment() {
        return "tab-" + tab;
    }

    String scene() {
        return "personal/" + moment();
    }

    String slotId() {
        return KuaiRandWorld.TOUCHPOINT + "." + moment();
    }

    UUID personId() {
        return Ids.of("kuairand", "user", userId);
    }

    UUID phone() {
        return Ids.of("kuairand", "phone", userId);
    }

    UUID lineItemId() {
        return Ids.of("kuairand", "video", videoId);
    }
}
