package io.houdao.campaign.advertiser;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Who pays for ads and answers for their content. */
@Entity
public class Advertiser {

    @Id
    private UUID id;

    private String name;
    private String zone;
    private String currency;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> domains;

    private Instant createdAt;
    private @Nullable Instant verifiedAt;
    private @Nullable String verifiedBy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Advertiser() {}

    Advertiser(UUID id, AdvertiserBody body, Instant now) {
        this.id = id;
        this.name = body.name();
        this.zone = body.zone();
        this.currency = body.currency();
        this.domains = lowerCase(body.domains() == null ? List.of() : body.domains());
        this.createdAt = now;
    }

    void verify(String by, Instant now) {
        verifiedBy = by;
        verifiedAt = now;
    }

    void withdrawVerification() {
        verifiedBy = null;
        verifiedAt = null;
    }

    /** Whether an operator vouches for it. Nothing of one that nobody vouches for goes on the air. */
    public boolean isVerified() {
        return verifiedAt != null;
    }

    @Nullable
    Instant verifiedAt() {
        return verifiedAt;
    }

    @Nullable
    String verifiedBy() {
        return verifiedBy;
    }

    void declare(List<String> domains) {
        this.domains = lowerCase(domains);
    }

    private static List<String> lowerCase(List<String> domains) {
        return domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    public UUID id() {
        return id;
    }

    /** Who pays, as people are told. */
    public String name() {
        return name;
    }

    /** IANA name of the zone in which its days and dayparts are meant. */
    public String zone() {
        return zone;
    }

    /** ISO 4217. */
    public String currency() {
        return currency;
    }

    /** Hosts that landing pages may be on, subdomains included; in lower case. */
    public List<String> domains() {
        return domains;
    }

    Instant createdAt() {
        return createdAt;
    }

    long version() {
        return version;
    }
}
