package io.houdao.campaign.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign delivered, by day, scene, slot or creative.
 *
 * @param k fewest impressions of a row of its own; what has fewer is in the row {@code others}, so that all rows add up
 * @param rows in the order of what they are grouped by, {@code others} last
 */
record Breakdown(UUID campaignId, String currency, int k, List<Row> rows) {

    private static final String HEADER = "day,scene,slotId,creativeId,others,spentMicros,impressions,viewables,clicks,"
            + "checkIns,conversions,useful,closes,hides,complaints";

    /**
     * One row; what it is not grouped by is absent.
     *
     * @param day in the advertiser's zone
     * @param others whether it holds what has too few impressions to be told apart
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BreakdownRow")
    record Row(
            @Nullable LocalDate day,
            @Nullable String scene,
            @Nullable String slotId,
            @Nullable UUID creativeId,
            boolean others,
            @JsonUnwrapped Counts counts) {}

    /**
     * Keeps apart what has at least {@code k} impressions. Where the rest is smaller than that, the smallest row that was
     * kept joins it: the rest of a sum must not give away what a row may not tell.
     */
    static Breakdown of(UUID campaignId, String currency, int k, List<Row> all) {
        var kept = new ArrayList<>(all);
        var folded = new ArrayList<Row>();
        kept.removeIf(row -> row.counts().impressions() < k && folded.add(row));
        while (!folded.isEmpty() && sum(folded).impressions() < k && !kept.isEmpty()) {
            var smallest = kept.stream()
                    .min(Comparator.comparing(row -> row.counts().impressions()))
                    .orElseThrow();
            kept.remove(smallest);
            folded.add(smallest);
        }
        if (!folded.isEmpty()) {
            kept.add(new Row(null, null, null, null, true, sum(folded)));
        }
        return new Breakdown(campaignId, currency, k, kept);
    }

    private static Counts sum(List<Row> rows) {
        return rows.stream().map(Row::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** RFC 4180, with a header; no field needs quotes. */
    String csv() {
        return Stream.concat(Stream.of(HEADER), rows.stream().map(Breakdown::line))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String line(Row row) {
        var counts = row.counts;
        return Stream.of(
                        row.day,
                        row.scene,
                        row.slotId,
                        row.creativeId,
                        row.others,
                        counts.spentMicros(),
                        counts.impressions(),
                        counts.viewables(),
                        counts.clicks(),
                        counts.checkIns(),
                        counts.conversions(),
                        counts.useful(),
                        counts.closes(),
                        counts.hides(),
                        counts.complaints())
                .map(field -> field == null ? "" : field.toString())
                .collect(Collectors.joining(","));
    }
}
