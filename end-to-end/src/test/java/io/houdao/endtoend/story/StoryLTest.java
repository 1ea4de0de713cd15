package io.houdao.endtoend.story;

import io.houdao.endtoend.SharedSuite;
import org.junit.jupiter.api.Test;

class StoryLTest {

    private final SharedSuite suite = SharedSuite.running();

    @Test
    void aCloseRateThatJumpsInOneSceneIsAnsweredThereAndNowhereElse() {
        new StoryL(suite.drivers(), suite.narrator()).play();
    }
}
