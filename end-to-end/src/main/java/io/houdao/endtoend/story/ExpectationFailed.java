package io.houdao.endtoend.story;

/** The suite did not do what a story promises. The message says what was expected, and what there was instead. */
public final class ExpectationFailed extends AssertionError {

    private static final long serialVersionUID = 1L;

    ExpectationFailed(String expected, Object instead) {
        super("expected: " + expected + "\n but there was: " + instead);
    }
}
