package org.obscura.camera.web.access;

import java.security.Principal;
import java.util.Set;

import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.User;

/** Users of a JAAS realm, such as {@code karaf}. Karaf's roles viewer, manager and admin are view, operate and configure. */
public final class JaasRealm implements Realm {
    private final String realm;

    public JaasRealm(String realm) {
        this.realm = realm;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public User login(String name, char[] password) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JaasRealm.class.getClassLoader()); // JAAS loads its classes by that of the thread
        try {
            Subject subject = new Subject();
            new LoginContext(realm, subject, callbacks -> answer(callbacks, name, password)).login();
            return new User(name, role(subject.getPrincipals()));
        } catch (LoginException | SecurityException e) {
            return null;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void answer(Callback[] callbacks, String name, char[] password) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback wanted) {
                wanted.setName(name);
            } else if (callback instanceof PasswordCallback wanted) {
                wanted.setPassword(password);
            }
        }
    }

    private static Role role(Set<Principal> principals) {
        Role role = Role.NONE;
        for (Principal principal : principals) {
            Role granted = !principal.getClass().getSimpleName().equals("RolePrincipal") ? Role.NONE : switch (principal.getName()) {
                case "viewer", "view" -> Role.VIEW;
                case "manager", "operate" -> Role.OPERATE;
                case "admin", "configure" -> Role.CONFIGURE;
                default -> Role.NONE;
            };
            role = granted.includes(role) ? granted : role;
        }
        return role;
    }
}
