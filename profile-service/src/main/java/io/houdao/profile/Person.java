package io.houdao.profile;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.profile.projection.Childhood;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone in front of devices. We know when they were born, whom they live with and what they switched off. */
@Entity
public class Person {

    /** Until when something holds that has no end. */
    private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    @Id
    private UUID id;

    /** The name under which others know them. */
    @Column
    private UUID pseudonym;

    @Column
    private LocalDate birthDate;

    /** Whether somebody set their date of birth right here: no import sets it back. */
    private boolean birthDateCorrected;

    @Column
    private @Nullable UUID householdId;

    private boolean adsOff;
    private boolean refused;
    /** Whether they ever set the switches themselves. */
    private boolean choseSwitches;

    @Column
    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "muted_touchpoint", joinColumns = @JoinColumn(name = "person_id"))
    @MapKeyColumn(name = "touchpoint_id")
    @Column(name = "until")
    private Map<String, Instant> mutedUntil = new HashMap<>();

    @ElementCollection
    @CollectionTable(name = "quiet_scene", joinColumns = @JoinColumn(name = "person_id"))
    @Column(name = "scene")
    private Set<String> quietScenes = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "daily_ad_limit", joinColumns = @JoinColumn(name = "person_id"))
    @MapKeyColumn(name = "scene")
    @Column(name = "most")
    private Map<String, Integer> dailyAdLimits = new HashMap<>();

    /** For Hibernate. */
    protected Person() {}

    Person(UUID id, LocalDate birthDate, @Nullable UUID householdId, Instant now) {
        this.id = id;
        this.pseudonym = UUID.randomUUID();
        this.birthDate = birthDate;
        this.householdId = householdId;
        this.createdAt = now;
    }

    /**
     * Becomes what two profiles of one person are together. They live where either did, which must not be two places, and
     * whatever one of them switched off is off.
     */
    public void takesOver(Person other) {
        householdId = householdId == null ? other.householdId : householdId;
        birthDateCorrected |= other.birthDateCorrected;
        switchesOffLike(other);
    }

    /** Someone who was taken for this person: they live in the same place, and what was switched off is off for them too. */
    public Person partsWith(UUID next, LocalDate bornOn, Instant now) {
        var other = new Person(next, bornOn, householdId, now);
        other.birthDateCorrected = true;
        other.switchesOffLike(this);
        return other;
    }

    /** From now on these switches are the person's own: no import turns them back. */
    private void switchesOffLike(Person other) {
        choseSwitches = true;
        adsOff |= other.adsOff;
        refused |= other.refused;
        other.mutedUntil.forEach((touchpoint, until) -> mutedUntil.merge(touchpoint, until, Person::later));
        quietScenes.addAll(other.quietScenes);
        other.dailyAdLimits.forEach((scene, most) -> dailyAdLimits.merge(scene, most, Math::min));
    }

    /** Moves in with {@code household}, and out of where they lived before. */
    public void joins(UUID household) {
        householdId = household;
    }

    /** Lives on their own from now on. */
    public void leavesHousehold() {
        householdId = null;
    }

    /** Whether they live in {@code household}. */
    public boolean livesIn(UUID household) {
        return household.equals(householdId);
    }

    /** Whether they are under fourteen. */
    public boolean isChildAt(LocalDate today) {
        return Childhood.isChild(birthDate, today);
    }

    /** Whether tags of them may be kept: not of a child, and not of someone who refused. */
    public boolean letsTagsBeKeptAt(LocalDate today) {
        return !refused && !isChildAt(today);
    }

    /** What they switched off, as of {@code now}. */
    public Switches switchesAt(Instant now) {
        return new Switches(
                adsOff,
                refused,
                mutedUntil.entrySet().stream()
                        .filter(mute -> now.isBefore(mute.getValue()))
                        .map(mute -> new TouchpointId(mute.getKey()))
                        .collect(toSet()),
                quietScenes.stream().map(Scene::of).collect(toSet()),
                dailyAdLimits.entrySet().stream()
                        .collect(toMap(limit -> Scene.of(limit.getKey()), Map.Entry::getValue)));
    }

    /** Sets all switches to {@code switches}; a touchpoint that was muted for a time stays so for that time. */
    public void choose(Switches switches) {
        choseSwitches = true;
        adsOff = switches.adsOff();
        refused = switches.refused();
        var muted =
                switches.mutedTouchpoints().stream().map(TouchpointId::value).collect(toSet());
        mutedUntil.keySet().retainAll(muted);
        muted.forEach(touchpoint -> mutedUntil.putIfAbsent(touchpoint, FOREVER));
        quietScenes.clear();
        switches.quietScenes().forEach(scene -> quietScenes.add(scene.toString()));
        dailyAdLimits.clear();
        switches.dailyAdLimitByScene().forEach((scene, most) -> dailyAdLimits.put(scene.toString(), most));
    }

    /** Wants no ad on {@code touchpoint} until then, or ever where it is null; never shortens an earlier wish. */
    public void mute(TouchpointId touchpoint, @Nullable Instant until) {
        mutedUntil.merge(touchpoint.value(), until == null ? FOREVER : until, Person::later);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    public UUID id() {
        return id;
    }

    /** The name under which others know them; nothing leads back from it. */
    public UUID pseudonym() {
        return pseudonym;
    }

    public @Nullable UUID householdId() {
        return householdId;
    }

    public LocalDate birthDate() {
        return birthDate;
    }

    void corrects(LocalDate date) {
        birthDate = date;
        birthDateCorrected = true;
    }

    PersonView viewAt(LocalDate today) {
        return new PersonView(id, birthDate, householdId, isChildAt(today));
    }
}
