package io.houdao.endtoend.story;

import io.houdao.endtoend.SharedSuite;
import org.junit.jupiter.api.Test;

class StoryGTest {

    private final SharedSuite suite = SharedSuite.running();

    @Test
    void aRiceCookerSteersTheTvOnlyWhileItMay() {
        new StoryG(suite.drivers(), suite.narrator()).play();
    }
}
