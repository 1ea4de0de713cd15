package io.houdao.placement.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Exposures share their arrays, and whoever holds some never notices. */
class ExposuresPropertiesTest {

    private static final int MOST = 12;
    private static final int MOST_LASTING = 6;

    @Property(tries = 300)
    void whatIsAddedToSomeIsSeenInNoOthers(@ForAll long seed) {
        var random = new Random(seed);
        var expected = new HashMap<Exposures, List<Exposure>>(Map.of(Exposures.NONE, List.of()));
        var versions = new ArrayList<>(List.of(Exposures.NONE));

        for (var step = 0; step < 100; step++) {
            var known = versions.get(random.nextInt(3) == 0 ? random.nextInt(versions.size()) : versions.size() - 1);
            var added = anExposure(random);
            var more = random.nextBoolean() ? known.with(added) : known.growing(added);
            var kept = more.within(random.nextInt(10), MOST, MOST_LASTING);
            expected.putIfAbsent(more, with(expected.get(known), added));
            expected.putIfAbsent(kept, all(kept));
            versions.addAll(List.of(more, kept));
        }

        expected.forEach((version, exposures) -> assertThat(all(version)).isEqualTo(exposures));
    }

    @Property(tries = 300)
    void whatIsLeftIsWhatIsYoungOrLastsAndTheOldestGoFirst(@ForAll long seed) {
        var random = new Random(seed);
        var exposures = Stream.generate(() -> anExposure(random)).limit(30).toList();
        var all = exposures.stream().reduce(Exposures.NONE, Exposures::with, Exposures::and);
        var since = random.nextInt(100);

        var left = all.within(since, MOST, MOST_LASTING);

        assertThat(left.size()).isLessThanOrEqualTo(MOST);
        assertThat(left.lastingSize()).isLessThanOrEqualTo(MOST_LASTING);
        var gone = new HashSet<>(decisions(all(all)));
        gone.removeAll(decisions(all(left)));
        var passing = all(left).stream().filter(each -> !each.lasting()).toList();
        assertThat(passing).allMatch(each -> each.at() >= since);
        all(all).stream()
                .filter(each -> gone.contains(each.decision()) && each.at() >= since)
                .forEach(each -> {
                    assertThat(left.size()).isEqualTo(MOST);
                    assertThat(passing).allMatch(kept -> kept.at() >= each.at());
                });
        assertThat(left.lastingSize()).isEqualTo(Math.min(MOST_LASTING, all.lastingSize()));
    }

    @Property(tries = 300)
    void whatWasWrittenBehindSomeIsSeenByWhoAsksForTheLatest(@ForAll long seed) {
        var random = new Random(seed);
        var kept = Exposures.NONE;
        var expected = List.<Exposure>of();
        var puts = 0;

        for (var step = 0; step < 100; step++) {
            var added = new Exposure(step, step, 0, 0, 0, 0, 0, 0, random.nextInt(3) == 0);
            var more = kept.latest().growing(added);
            if (!more.equals(kept.latest())) {
                kept = more;
                puts++;
            }
            expected = with(expected, added);
            assertThat(all(kept.latest())).isEqualTo(expected);
        }
        assertThat(puts).isLessThan(50);
    }

    private static Exposure anExposure(Random random) {
        var fingerprint = random.nextInt(40);
        return new Exposure(
                random.nextInt(100),
                fingerprint,
                fingerprint + 1,
                fingerprint + 2,
                fingerprint + 3,
                fingerprint + 4,
                fingerprint + 5,
                fingerprint + 6,
                random.nextInt(3) == 0);
    }

    /* As it is meant: each decision once, lasting ones last, and each kind in the order of time. */
    private static List<Exposure> with(List<Exposure> known, Exposure added) {
        var same = known.stream()
                .filter(each -> each.decision() == added.decision())
                .findFirst();
        if (same.isPresent() && (same.get().lasting() || !added.lasting())) {
            return known;
        }
        var rest = known.stream().filter(each -> each.decision() != added.decision());
        return Stream.concat(
                        rest, Stream.of(same.map(each -> each.lasting(true)).orElse(added)))
                .sorted(Comparator.comparing((Exposure each) -> each.lasting()).thenComparing(each -> each.at()))
                .toList();
    }

    private static Set<Long> decisions(List<Exposure> exposures) {
        var decisions = new HashSet<Long>();
        exposures.forEach(each -> decisions.add(each.decision()));
        return decisions;
    }

    private static List<Exposure> all(Exposures exposures) {
        return IntStream.range(0, exposures.size())
                .mapToObj(row -> new Exposure(
                        exposures.get(row, Exposures.AT),
                        exposures.get(row, Exposures.DECISION),
                        exposures.get(row, Exposures.DEVICE),
                        exposures.get(row, Exposures.SCENE),
                        exposures.get(row, Exposures.CREATIVE),
                        exposures.get(row, Exposures.LINE_ITEM),
                        exposures.get(row, Exposures.CAMPAIGN),
                        exposures.get(row, Exposures.ADVERTISER),
                        row >= exposures.firstLasting()))
                .toList();
    }
}
