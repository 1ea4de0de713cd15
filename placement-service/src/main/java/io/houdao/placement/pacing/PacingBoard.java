package io.houdao.placement.pacing;

import io.houdao.contracts.campaign.LineItemId;
import java.util.Map;
import java.util.Optional;

/**
 * Where replicas add up what they promised, and find the paces. One of them, the owner, moves these; when it is gone,
 * another takes over. Every method may fail where the board is away: then the paces stay as they are.
 */
interface PacingBoard {

    /** Adds what this replica saw since it last did. */
    void add(Map<LineItemId, Window> own);

    /** What all replicas added since the owner last asked; empty where this replica is not the owner. */
    Optional<Map<LineItemId, Window>> takeAsOwner();

    /** Replaces all paces. */
    void publish(Map<LineItemId, Pace> paces);

    /** The paces that were last published. */
    Map<LineItemId, Pace> paces();
}
