package io.houdao.campaign.creative;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What is rendered. It belongs to one line item and is approved, or not, together with it. */
@Entity
public class Creative {

    @Id
    private UUID id;

    private UUID lineItemId;
    private int position;

    @JdbcTypeCode(SqlTypes.JSON)
    private CreativeContent content;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Creative() {}

    public Creative(UUID id, UUID lineItemId, int position, CreativeContent content) {
        this.id = id;
        this.lineItemId = lineItemId;
        this.position = position;
        this.content = content;
    }

    /** Whether that is a change at all. */
    public boolean change(CreativeContent to) {
        var changes = !content.equals(to);
        content = to;
        return changes;
    }

    public UUID id() {
        return id;
    }

    public UUID lineItemId() {
        return lineItemId;
    }

    /** Its place among the creatives of its line item; only ever compared. */
    public int position() {
        return position;
    }

    public CreativeContent content() {
        return content;
    }

    public long version() {
        return version;
    }
}
