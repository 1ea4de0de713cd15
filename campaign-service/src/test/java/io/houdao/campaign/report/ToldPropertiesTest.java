package io.houdao.campaign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Somebody asks for every report there is, every day, and compares them all. Each event costs another power of two, so that
 * what a row costs says exactly which events are in it.
 */
class ToldPropertiesTest {

    private static final int K = 3;
    private static final int EVENTS = 60;
    private static final int PEOPLE = 7;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int DAYS = 3;
    private static final UUID CAMPAIGN = new UUID(0, 0);
    private static final List<UUID> LINE_ITEMS = List.of(new UUID(0, 1), new UUID(0, 2));

    /** One impression of one person, known to this service on some day, at the earliest its own. */
    private record Event(int index, int person, Cell cell, LocalDate countedOn) {

        long micros() {
            return 1L << index;
        }
    }

    @Property(tries = 15)
    void noComparisonOfReportsTellsOfFewerPeopleThanAGroup(@ForAll Random random) {
        new Campaign(random).isWatched();
    }

    /** One campaign, from its first day until all of it is told that may be. */
    private static final class Campaign {

        private final List<Event> all;
        private final Map<Cell, Counts> told = new HashMap<>();
        /** Every row that was ever told: which events it adds up. */
        private final Set<Long> seen = new HashSet<>();

        Campaign(Random random) {
            this.all = events(random);
        }

        void isWatched() {
            var untold = new ArrayList<>(all);
            for (var evening = 0; evening < DAYS + 2; evening++) {
                untold.removeAll(publish(untold, FIRST.plusDays(evening)));
                askEverything();
            }

            var rowsTold = List.copyOf(seen);
            var peopleByRows = new HashMap<BitSet, Set<Integer>>();
            var everTold = 0;
            for (var event : all) {
                var rows = new BitSet();
                for (var row = 0; row < rowsTold.size(); row++) {
                    rows.set(row, (rowsTold.get(row) & event.micros()) != 0);
                }
                if (!rows.isEmpty()) {
                    everTold++;
                    peopleByRows.computeIfAbsent(rows, first -> new HashSet<>()).add(event.person());
                }
            }
            assertThat(peopleByRows.values())
                    .as("people whom no report tells from each other")
                    .allMatch(people -> people.size() >= K);
            assertThat(everTold).isEqualTo(EVENTS - untold.size());
            for (var lineItem : LINE_ITEMS) {
                assertThat(untold.stream()
                                .filter(event -> event.cell().lineItemId().equals(lineItem))
                                .map(Event::person)
                                .distinct())
                        .as("people who wait")
                        .hasSizeLessThan(K);
            }
        }

        private static List<Event> events(Random random) {
            var all = new ArrayList<Event>();
            for (var i = 0; i < EVENTS; i++) {
                var day = FIRST.plusDays(random.nextInt(DAYS));
                var cell = new Cell(
                        LINE_ITEMS.get(random.nextInt(2)),
                        day,
                        new UUID(1, random.nextInt(2)),
                        random.nextInt(3) == 0 ? "home/sport" : "home/life",
                        "tv.slot-" + random.nextInt(2));
                all.add(new Event(i, random.nextInt(PEOPLE), cell, day.plusDays(random.nextInt(4) / 3)));
            }
            return all;
        }

        /** Tells what may be told on this evening, and answers what that was. */
        private List<Event> publish(List<Event> untold, LocalDate evening) {
            var tellable = untold.stream()
                    .filter(event -> !event.countedOn().isAfter(evening))
                    .toList();
            var crowds = new HashMap<Cell, Crowd>();
            tellable.forEach(event ->
                    crowds.merge(event.cell(), new Crowd(BigInteger.ZERO.setBit(event.person())), Crowd::plus));
            var groups = new HashMap<Cell, Cell>();
            for (var lineItem : LINE_ITEMS) {
                var ofItem = new HashMap<>(crowds);
                ofItem.keySet().removeIf(cell -> !cell.lineItemId().equals(lineItem));
                groups.putAll(Groups.of(ofItem, K));
            }
            var now = tellable.stream()
                    .filter(event -> groups.containsKey(event.cell()))
                    .toList();
            now.forEach(event -> told.merge(
                    groups.get(event.cell()), new Counts(event.micros(), 1, 0, 0, 0, 0, 0, 0, 0, 0), Counts::plus));
            return now;
        }

        private void askEverything() {
            var days = new ArrayList<>(FIRST.datesUntil(FIRST.plusDays(DAYS)).toList());
            days.add(null);
            for (var lineItem : Arrays.asList(LINE_ITEMS.get(0), LINE_ITEMS.get(1), null)) {
                for (var from : days) {
                    for (var to : days) {
                        ask(new Part(lineItem, from, to));
                    }
                }
            }
        }

        private void ask(Part part) {
            for (var choice = 0; choice < 1 << Dimension.values().length; choice++) {
                var by = EnumSet.noneOf(Dimension.class);
                for (var dimension : Dimension.values()) {
                    if ((choice & 1 << dimension.ordinal()) != 0) {
                        by.add(dimension);
                    }
                }
                var report = Breakdown.of(CAMPAIGN, "CNY", K, told, by, part, Breakdown.Bill.NONE);
                var fromJson = costs(report.rows(), row -> row.counts().spentMicros());
                if (part.hasAllDays()) {
                    var lines = report.csv().lines().skip(1).map(line -> line.split(",", -1));
                    var fromCsv = costs(
                            lines.filter(line -> line[5].equals("false")).toList(), line -> Long.valueOf(line[6]));
                    assertThat(fromCsv).isEqualTo(fromJson);
                }
                seen.addAll(fromJson);
            }
        }

        private static <T> List<Long> costs(List<T> rows, Function<T, Long> cost) {
            return rows.stream().map(cost).toList();
        }
    }
}
