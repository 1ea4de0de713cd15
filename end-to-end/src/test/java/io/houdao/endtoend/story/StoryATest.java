package io.houdao.endtoend.story;

import io.houdao.endtoend.SharedSuite;
import org.junit.jupiter.api.Test;

class StoryATest {

    private final SharedSuite suite = SharedSuite.running();

    @Test
    void aBreakfastOfferWaitsForAPermission() {
        new StoryA(suite.drivers(), suite.narrator()).play();
    }
}
