package io.houdao.endtoend.story;

import io.houdao.endtoend.driver.Drivers;

/** The stories that {@code ./run} plays. */
public final class Stories {

    private Stories() {}

    /**
     * Plays A, G, L and how people are left alone, in a suite that holds the demo world; {@code narrator} must be the transcript of {@code drivers}.
     *
     * @throws ExpectationFailed at the first promise that is not kept
     */
    public static void playAll(Drivers drivers, Narrator narrator) {
        new StoryA(drivers, narrator).play();
        new StoryG(drivers, narrator).play();
        new StoryL(drivers, narrator).play();
        new LeftAlone(drivers, narrator).play();
    }
}
