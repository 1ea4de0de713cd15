package io.houdao.campaign.lineitem;

import io.houdao.campaign.ExpectedVersion;
import io.houdao.campaign.creative.CreativeBody;
import io.houdao.campaign.creative.CreativeView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Writes one creative at a time. */
@ApplicationScoped
class CreativeService {

    private final LineItemService service;
    private final LineItems lineItems;
    private final CreativeEdits creativeEdits;
    private final Edits edits;

    CreativeService(LineItemService service, LineItems lineItems, CreativeEdits creativeEdits, Edits edits) {
        this.service = service;
        this.lineItems = lineItems;
        this.creativeEdits = creativeEdits;
        this.edits = edits;
    }

    @Transactional
    CreativeView add(UUID lineItemId, CreativeBody body) {
        var edit = service.edit(lineItemId);
        var creative = creativeEdits.add(edit, lineItems.findById(lineItemId), body);
        edits.carryOut(edit);
        return CreativeView.of(creative);
    }

    @Transactional
    CreativeView change(UUID lineItemId, UUID id, ExpectedVersion expected, CreativeBody body) {
        var edit = service.edit(lineItemId);
        var creative = creativeEdits.change(edit, lineItems.findById(lineItemId), id, expected, body);
        edits.carryOut(edit);
        return CreativeView.of(creative);
    }

    @Transactional
    void remove(UUID lineItemId, UUID id) {
        var edit = service.edit(lineItemId);
        creativeEdits.remove(edit, lineItems.findById(lineItemId), id);
        edits.carryOut(edit);
    }
}
