package io.houdao.campaign.report;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign delivered, by day, scene, slot or creative, as far as it may be told.
 *
 * @param k fewest people behind a row, and behind the difference of any two reports
 * @param rows in the order of what they are grouped by
 * @param untold what no row tells yet, of all days; absent where only some days were asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Breakdown(
        UUID campaignId,
        String currency,
        int k,
        List<Row> rows,
        @Nullable Bill untold) {

    private static final String HEADER = "day,scene,slotId,creativeId,others,untold,spentMicros,impressions,viewables,"
            + "clicks,checkIns,conversions,useful,closes,hides,complaints";

    private static final Comparator<Row> ORDER = comparing(Row::day, nullsLast(naturalOrder()))
            .thenComparing(Row::scene, nullsLast(naturalOrder()))
            .thenComparing(Row::slotId, nullsLast(naturalOrder()))
            .thenComparing(Row::creativeId, nullsLast(naturalOrder()))
            .thenComparing(Row::others);

    /**
     * One row; what it is not grouped by is absent.
     *
     * @param day in the advertiser's zone
     * @param others whether something that was asked for is not told apart here, because too few people were met
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BreakdownRow")
    record Row(
            @Nullable LocalDate day,
            @Nullable String scene,
            @Nullable String slotId,
            @Nullable UUID creativeId,
            boolean others,
            @JsonUnwrapped Counts counts) {

        private static Row of(Cell cell, Set<Dimension> by) {
            return new Row(
                    by.contains(Dimension.DAY) ? cell.day() : null,
                    by.contains(Dimension.SCENE) ? cell.scene() : null,
                    by.contains(Dimension.SLOT) ? cell.slotId() : null,
                    by.contains(Dimension.CREATIVE) ? cell.creativeId() : null,
                    !by.stream().allMatch(dimension -> dimension.isToldBy(cell)),
                    Counts.NONE);
        }

        private Row with(Counts sum) {
            return new Row(day, scene, slotId, creativeId, others, sum);
        }
    }

    /** What is paid for, to the last impression, whether or not it may be told who saw it where. */
    @Schema(name = "BreakdownBill")
    record Bill(long spentMicros, long impressions) {

        static final Bill NONE = new Bill(0, 0);

        Bill plus(Bill other) {
            return new Bill(spentMicros + other.spentMicros, impressions + other.impressions);
        }

        private Bill less(Counts told) {
            return new Bill(spentMicros - told.spentMicros(), impressions - told.impressions());
        }
    }

    /**
     * Adds up whole groups, so that nothing smaller can be told from any number of reports.
     *
     * @param told every group of the campaign
     * @param bill of the part, over all days
     */
    static Breakdown of(
            UUID campaignId, String currency, int k, Map<Cell, Counts> told, Set<Dimension> by, Part part, Bill bill) {
        var sums = new TreeMap<Row, Counts>(ORDER);
        told.forEach((cell, counts) -> {
            if (part.has(cell)) {
                sums.merge(Row.of(cell, by), counts, Counts::plus);
            }
        });
        var rows = new ArrayList<Row>();
        sums.forEach((row, sum) -> rows.add(row.with(sum)));
        var all = sums.values().stream().reduce(Counts.NONE, Counts::plus);
        return new Breakdown(campaignId, currency, k, rows, part.hasAllDays() ? bill.less(all) : null);
    }

    /** RFC 4180, with a header; no field needs quotes. */
    String csv() {
        var lines = rows.stream().map(Breakdown::line);
        var last = untold == null
                ? Stream.<String>of()
                : Stream.of(",,,,false,true," + untold.spentMicros + "," + untold.impressions + ",,,,,,,,");
        return Stream.of(Stream.of(HEADER), lines, last)
                .flatMap(some -> some)
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
                        false,
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
