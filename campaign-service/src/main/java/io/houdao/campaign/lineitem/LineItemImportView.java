package io.houdao.campaign.lineitem;

import io.houdao.kit.ndjson.NdjsonImport;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An import of line items as it is answered, while it runs and afterwards.
 *
 * @param updatedAt when it got further last
 * @param accepted lines that are kept by now
 * @param rejected lines that are not
 * @param problems what is wrong with which line; at most 100 are told
 */
record LineItemImportView(
        UUID importId,
        UUID campaignId,
        LineItemImport.State state,
        String startedBy,
        Instant startedAt,
        Instant updatedAt,
        int accepted,
        int rejected,
        List<NdjsonImport.Problem> problems) {

    static LineItemImportView of(LineItemImport each, Instant now) {
        var report = each.report();
        return new LineItemImportView(
                each.id(),
                each.campaignId(),
                each.stateAt(now),
                each.startedBy(),
                each.startedAt(),
                each.updatedAt(),
                report.accepted(),
                report.rejected(),
                report.problems());
    }
}
