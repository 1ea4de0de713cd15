package io.houdao.feedback.experience;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.SlotId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The smallest place that experience is counted for, and the smallest that can be suspended. */
public record Cell(Scene scene, SlotId slotId, CreativeId creativeId) {

    /** Reads the columns {@code scene}, {@code slot_id} and {@code creative_id}. */
    public static Cell read(ResultSet row) throws SQLException {
        return new Cell(
                Scene.of(row.getString("scene")),
                new SlotId(row.getString("slot_id")),
                new CreativeId(row.getObject("creative_id", UUID.class)));
    }
}
