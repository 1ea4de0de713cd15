package io.houdao.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An advertiser's plan: what is advertised, and the line items that do it. */
@Entity
public class Campaign {

    @Id
    private UUID id;

    private UUID advertiserId;
    private String name;
    private String category;
    private @Nullable String onBehalfOf;
    private int lineItemCount;
    private Instant createdAt;
    private @Nullable Instant archivedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Campaign() {}

    Campaign(UUID id, UUID advertiserId, CampaignBody body, Instant now) {
        this.id = id;
        this.advertiserId = advertiserId;
        this.name = body.name();
        this.category = body.category();
        this.onBehalfOf = body.onBehalfOf();
        this.createdAt = now;
    }

    /** Says of itself what {@code edit} says; whether people are told something else from now on. */
    boolean change(CampaignEdit edit) {
        var isSameForPeople = category.equals(edit.category()) && Objects.equals(onBehalfOf, edit.onBehalfOf());
        name = edit.name();
        category = edit.category();
        onBehalfOf = edit.onBehalfOf();
        return !isSameForPeople;
    }

    void archive(@Nullable Instant at) {
        archivedAt = at;
    }

    /** When it was put away; absent where it was not. What is put away does not change. */
    @Nullable
    Instant archivedAt() {
        return archivedAt;
    }

    /** The place of a line item that is being added. */
    public int nextPosition() {
        return lineItemCount++;
    }

    public UUID id() {
        return id;
    }

    public UUID advertiserId() {
        return advertiserId;
    }

    public String name() {
        return name;
    }

    /** Of the advertised thing, such as {@code food} or {@code car}. */
    public String category() {
        return category;
    }

    /** Whose message it is, where that is not the advertiser. */
    public @Nullable String onBehalfOf() {
        return onBehalfOf;
    }

    int lineItemCount() {
        return lineItemCount;
    }

    Instant createdAt() {
        return createdAt;
    }

    long version() {
        return version;
    }
}
