package io.houdao.campaign.review.bottomline;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * Phrases that may not be said, and longer ones in which they may.
 *
 * @param why it may not be said
 * @param fix what to say instead
 */
@RegisterForReflection
record Phrases(String why, String fix, Words zh, Words en) {

    /** The phrases of one language; one of {@code allowed} hides what it contains. */
    @RegisterForReflection
    record Words(List<String> banned, List<String> allowed) {

        Words {
            banned = List.copyOf(banned);
            allowed = List.copyOf(allowed);
        }
    }
}
