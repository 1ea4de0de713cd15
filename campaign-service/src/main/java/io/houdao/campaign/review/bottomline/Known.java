package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.audience.TagVocabulary;
import io.houdao.campaign.slot.Slot;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What else is known when something is submitted.
 *
 * @param isVerified whether an operator vouches for the advertiser
 * @param unclosedIssues for which the launch is stopped
 * @param vocabulary which tags there are; absent where that is not known
 * @param slots in which ads may be shown; absent where that is not known
 * @param tooSmall line items whose audience has fewer people than may be targeted
 * @param unsized line items of whose audience nobody could say just now how many people it has
 */
public record Known(
        boolean isVerified,
        List<String> unclosedIssues,
        @Nullable TagVocabulary vocabulary,
        @Nullable List<Slot> slots,
        Set<UUID> tooSmall,
        Set<UUID> unsized) {

    /** Nothing else, of an advertiser that is verified; and there are no slots. */
    public static final Known NOTHING = new Known(true, List.of(), null, List.of(), Set.of(), Set.of());

    public Known {
        unclosedIssues = List.copyOf(unclosedIssues);
        tooSmall = Set.copyOf(tooSmall);
        unsized = Set.copyOf(unsized);
    }
}
