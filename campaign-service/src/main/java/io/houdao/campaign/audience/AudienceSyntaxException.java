package io.houdao.campaign.audience;

/** An audience text that is not in the grammar. Its message names the character, what was found and what would be right. */
public final class AudienceSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int position;

    AudienceSyntaxException(int position, String message) {
        super("at character " + position + ": " + message);
        this.position = position;
    }

    /** Where reading stopped; characters count from 1. */
    public int position() {
        return position;
    }
}
