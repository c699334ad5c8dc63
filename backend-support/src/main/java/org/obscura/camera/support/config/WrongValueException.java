package org.obscura.camera.support.config;

/** Says that a value is wrong. Where the name and the value are said already, the clause alone says the rest. */
public final class WrongValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String clause;

    /**
     * Creates the exception.
     *
     * @param message a sentence that names what is set and the value, and says what would be right
     * @param clause what would be right, such as "it must be a number"
     */
    public WrongValueException(String message, String clause) {
        super(message);
        this.clause = clause;
    }

    /** Returns the message of an exception, without the name and the value if it can do without; begins in lower case. */
    static String clause(IllegalArgumentException e) {
        if (e instanceof WrongValueException wrong) {
            return wrong.clause;
        }
        String text = String.valueOf(e.getMessage());
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
