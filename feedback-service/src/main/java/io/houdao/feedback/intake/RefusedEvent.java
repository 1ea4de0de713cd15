package io.houdao.feedback.intake;

/** One event that cannot be taken, which field is to blame, and how to put it right. */
final class RefusedEvent extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    RefusedEvent(String field, String fix) {
        super(fix);
        this.field = field;
    }

    String field() {
        return field;
    }

    String fix() {
        return String.valueOf(getMessage());
    }
}
