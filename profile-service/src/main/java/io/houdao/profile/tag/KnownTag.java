package io.houdao.profile.tag;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.profile.device.Device;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tag of a person, with where it came from and how long it is kept. */
@Entity
@Table(name = "tag")
class KnownTag {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column
    private UUID personId;

    @Column
    private String domain;

    @Column
    private String value;

    @Column
    @Enumerated(EnumType.STRING)
    private Provenance provenance;

    @Column
    private String source;

    @Column
    private @Nullable UUID deviceId;

    /** Whether a rule made it of changes of state. */
    private boolean byRule;

    @Column
    private Instant learnedAt;

    @Column
    private Instant expiresAt;

    /** For Hibernate. */
    protected KnownTag() {}

    private KnownTag(UUID personId, Tag tag, Provenance provenance, DeviceKind source, Instant now) {
        this.personId = personId;
        this.domain = tag.domain();
        this.value = tag.value();
        this.provenance = provenance;
        this.source = source.name();
        this.learnedAt = now;
        this.expiresAt = now;
    }

    /** What a person said of themself. */
    static KnownTag declared(UUID personId, Tag tag, Instant now) {
        return new KnownTag(personId, tag, Provenance.DECLARED, DeviceKind.SELF, now);
    }

    /** What a person said in a survey. */
    static KnownTag surveyed(UUID personId, Tag tag, Instant now) {
        return new KnownTag(personId, tag, Provenance.SURVEYED, DeviceKind.SELF, now);
    }

    /** The person says it by themself from now on: no survey takes it back. */
    KnownTag declared() {
        provenance = Provenance.DECLARED;
        return this;
    }

    /** What a device found out about its owner; {@code deviceId} is the device. */
    static KnownTag observed(UUID deviceId, Device device, Tag tag, Instant now) {
        var known = new KnownTag(device.ownerId(), tag, Provenance.OBSERVED, device.kind(), now);
        known.deviceId = deviceId;
        return known;
    }

    /** Made by a rule, so that a report of the device does not take it away. */
    KnownTag byRule() {
        byRule = true;
        return this;
    }

    boolean isByRule() {
        return byRule;
    }

    Tag tag() {
        return new Tag(domain, value);
    }

    /** Heard again: keep it until then. */
    KnownTag keptUntil(Instant then) {
        expiresAt = then;
        return this;
    }

    String position() {
        return String.valueOf(id);
    }

    TagView view(Family family) {
        return new TagView(tag(), family, provenance, new DeviceKind(source), deviceId, learnedAt, expiresAt);
    }
}
