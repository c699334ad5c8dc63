package org.obscura.camera.support.http;

/**
 * A user name and a password.
 *
 * @param user the user name
 * @param password the password
 */
public record Credentials(String user, String password) {

    /** Returns a text without the values, so that no message can hold them. */
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
