package io.houdao.placement.pacing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class Boards {

    @Produces
    @Singleton
    PacingBoard board() {
        return new HeapPacingBoard();
    }
}
