package io.houdao.benchmark.festival;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * One of the people, by number. They have a television (even numbers) or a phone (odd ones), and permit on it one tag in each of
 * nine of the 24 domains; one in twenty refused, and permits nothing.
 */
public final class Person {

    private static final Instant FAR = Instant.parse("2040-01-01T00:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final double PERMITTED = 9 / 24.0;

    private Person() {}

    public static DeviceId device(int number) {
        return new DeviceId(new UUID(2, number));
    }

    public static DeviceKind kind(int number) {
        return number % 2 == 0 ? Inventory.TV : Inventory.PHONE;
    }

    public static PersonProjection projection(int number) {
        var random = new Random(number);
        var refused = random.nextInt(20) == 0;
        return new PersonProjection(
                new PersonId(new UUID(3, number)),
                1,
                LONG_AGO,
                null,
                false,
                refused,
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                List.of(new ShowingDevice(device(number), kind(number))),
                Map.of(kind(number), new Surface(false, false, refused ? List.of() : tags(random))));
    }

    private static List<PermittedTag> tags(Random random) {
        var tags = new ArrayList<PermittedTag>();
        Tags.BASIC.stream()
                .filter(domain -> random.nextDouble() < PERMITTED)
                .forEach(domain -> tags.add(new PermittedTag(
                        Tags.random(domain, random), Family.BASIC, Provenance.DECLARED, DeviceKind.SELF, FAR)));
        Tags.AIOT.stream()
                .filter(domain -> random.nextDouble() < PERMITTED)
                .forEach(domain -> tags.add(new PermittedTag(
                        Tags.random(domain, random),
                        Family.AIOT,
                        Provenance.OBSERVED,
                        new DeviceKind("rice-cooker"),
                        FAR)));
        return tags;
    }
}
