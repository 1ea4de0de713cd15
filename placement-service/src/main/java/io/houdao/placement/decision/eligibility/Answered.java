package io.houdao.placement.decision.eligibility;

import io.houdao.contracts.campaign.CreativeId;
import io.houdao.placement.decision.candidates.Candidate;
import java.util.HashSet;
import java.util.Set;

/** What the same answer already shows in other slots. It belongs to one request, and so to one thread. */
public final class Answered {

    private final Set<CreativeId> creatives = new HashSet<>();
    private final Set<String> categories = new HashSet<>();

    public void add(Candidate shown) {
        creatives.add(shown.creativeId());
        categories.add(shown.lineItem().live().category());
    }

    boolean shows(CreativeId creative) {
        return !creatives.isEmpty() && creatives.contains(creative);
    }

    boolean showsCategory(String category) {
        return !categories.isEmpty() && categories.contains(category);
    }
}
