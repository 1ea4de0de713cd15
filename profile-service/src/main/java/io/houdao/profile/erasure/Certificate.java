package io.houdao.profile.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a person was forgotten. It names nobody.
 *
 * @param askedBy {@code PERSON} or {@code AGENT}
 * @param completedAt when the last service had confirmed; absent as long as one has not
 * @param missing the services that have not confirmed yet
 */
record Certificate(
        UUID erasureId,
        String askedBy,
        Instant erasedAt,
        @Nullable Instant completedAt,
        List<String> missing,
        List<Entry> places) {

    /**
     * One place.
     *
     * @param deleted how many entries went
     * @param goneBy when what cannot be deleted at once has aged out; absent where nothing is left
     */
    record Entry(
            String service,
            String place,
            long deleted,
            @Nullable Instant goneBy,
            Instant at) {}
}
