package org.obscura.camera.itest.karaf;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.function.Function;

import javax.security.auth.Subject;

import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/** Runs lines in the shell of Karaf as its administrator does. */
final class KarafShell {
    private final SessionFactory sessions;

    KarafShell(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** What the line prints; what it throws is thrown. */
    String run(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(InputStream.nullInputStream(), print, print);
        try {
            Subject.doAs(administrator(), (PrivilegedExceptionAction<Object>) () -> session.execute(line));
        } catch (PrivilegedActionException e) {
            throw e.getException();
        } finally {
            session.close();
        }
        print.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Subject administrator() {
        Subject administrator = new Subject();
        for (String role : List.of("admin", "manager", "viewer", "systembundles")) {
            administrator.getPrincipals().add(new RolePrincipal(role));
        }
        return administrator;
    }

    <T> T with(Function<Session, T> work) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Session session = sessions.create(InputStream.nullInputStream(), nowhere, nowhere);
        try {
            return Subject.doAs(administrator(), (PrivilegedAction<T>) () -> work.apply(session));
        } finally {
            session.close();
        }
    }
}
