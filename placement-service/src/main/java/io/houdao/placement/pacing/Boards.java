package io.houdao.placement.pacing;

import io.houdao.placement.exposure.SharedRedis;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the board: beside the serving store, or in the heap of the only replica. */
final class Boards {

    @Produces
    @Singleton
    PacingBoard board(SharedRedis redis, PacingSettings settings) {
        return redis.isThere() ? new RedisPacingBoard(redis, settings.ownerPatience()) : new HeapPacingBoard();
    }
}
