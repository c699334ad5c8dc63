package org.obscura.camera.web.access;

import org.obscura.camera.web.http.User;

/** Where users are known. */
public interface Realm {

    /** Returns whether there is no user at all, so that every request is admitted. */
    boolean isEmpty();

    /** Returns the user; null if the name is unknown or the password is wrong. May take long. */
    User login(String name, char[] password);
}
