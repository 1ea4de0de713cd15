package io.houdao.campaign.lineitem;

import static java.util.stream.Collectors.toMap;

import io.houdao.campaign.ExpectedVersion;
import io.houdao.campaign.creative.Creative;
import io.houdao.campaign.creative.CreativeBody;
import io.houdao.campaign.creative.Creatives;
import io.houdao.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the creatives of line items. Each change sends the line item back to draft. */
@ApplicationScoped
class CreativeEdits {

    private static final int MOST = 50;

    private final Creatives creatives;

    CreativeEdits(Creatives creatives) {
        this.creatives = creatives;
    }

    /**
     * Makes {@code bodies} the creatives of a line item: those with a known id are changed where they differ, others are
     * added, and what is not among them is removed. Null leaves all as they are.
     */
    void replace(Edit edit, LineItem item, List<Creative> existing, @Nullable List<CreativeBody> bodies) {
        if (bodies == null) {
            return;
        }
        var left = new HashMap<>(existing.stream().collect(toMap(Creative::id, creative -> creative)));
        var added = new ArrayList<Creative>();
        var next = existing.stream().mapToInt(Creative::position).max().orElse(-1) + 1;
        for (var i = 0; i < bodies.size(); i++) {
            var id = id(item, bodies.get(i), i);
            var known = left.remove(id);
            if (known == null) {
                added.add(edit.addCreative(item, id, next++, bodies.get(i).content()));
            } else {
                edit.changeCreative(item, known, bodies.get(i).content());
            }
        }
        requireFree(added, bodies);
        creatives.persist(added);
        remove(edit, item, left);
    }

    private static UUID id(LineItem item, CreativeBody body, int index) {
        return Objects.requireNonNullElseGet(body.creativeId(), () -> ContentId.of(item.id(), index));
    }

    private void requireFree(List<Creative> added, List<CreativeBody> bodies) {
        var stated = bodies.stream()
                .map(CreativeBody::creativeId)
                .filter(Objects::nonNull)
                .toList();
        var ids = added.stream().map(Creative::id).toList();
        if (ids.stream().distinct().count() < ids.size()
                || (!stated.isEmpty() && !creatives.withIds(ids).isEmpty())) {
            throw Problems.invalid("creatives.creativeId", "is taken; leave it out to get one");
        }
    }

    private void remove(Edit edit, LineItem item, Map<UUID, Creative> gone) {
        gone.values().forEach(creative -> {
            edit.removeCreative(item, creative);
            creatives.delete(creative);
        });
    }

    Creative add(Edit edit, LineItem item, CreativeBody body) {
        var id = Objects.requireNonNullElseGet(body.creativeId(), UUID::randomUUID);
        if (creatives.findByIdOptional(id).isPresent()) {
            throw Problems.conflict("creativeId " + id + " is taken; leave it out to get a new one.");
        }
        var siblings = creatives.byLineItem(List.of(item.id())).getOrDefault(item.id(), List.of());
        if (siblings.size() >= MOST) {
            throw Problems.conflict("A line item has at most " + MOST + " creatives.");
        }
        var next = siblings.stream().mapToInt(Creative::position).max().orElse(-1) + 1;
        var creative = edit.addCreative(item, id, next, body.content());
        creatives.persist(creative);
        return creative;
    }

    Creative change(Edit edit, LineItem item, UUID id, ExpectedVersion expected, CreativeBody body) {
        var creative = find(item, id);
        expected.check(creative.version());
        edit.changeCreative(item, creative, body.content());
        return creative;
    }

    void remove(Edit edit, LineItem item, UUID id) {
        remove(edit, item, Map.of(id, find(item, id)));
    }

    private Creative find(LineItem item, UUID id) {
        return creatives
                .findByIdOptional(id)
                .filter(creative -> creative.lineItemId().equals(item.id()))
                .orElseThrow(() -> Problems.notFound("creative", id));
    }
}
