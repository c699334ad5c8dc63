package org.obscura.camera.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import org.obscura.camera.support.text.ContentSample;

/** Finds programs as the system does. */
final class Programs {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final int FIRST_LINE = 256;

    private Programs() {
    }

    /** Says why a program cannot be started and what to do about it; "" if it can. */
    static String obstacle(String program, String debianPackage) {
        return obstacle(program, debianPackage, System.getenv("PATH"));
    }

    static String obstacle(String program, String debianPackage, String path) {
        try {
            if (program.contains("/") || program.contains(File.separator)) {
                return obstacle(Path.of(program), program);
            }
            String refused = "";
            for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
                for (String suffix : WINDOWS ? List.of(".exe", ".cmd", ".bat", "") : List.of("")) {
                    Path file = Path.of(folder, program + suffix);
                    if (!folder.isEmpty() && Files.isRegularFile(file)) {
                        String obstacle = obstacle(file, file.toString());
                        if (obstacle.isEmpty()) {
                            return "";
                        }
                        refused = refused.isEmpty() ? obstacle : refused;
                    }
                }
            }
            if (!refused.isEmpty()) {
                return refused;
            }
            if (Files.isRegularFile(Path.of(program))) {
                return "The program " + program + " is in no folder of PATH; for the file of that name in " + workingFolder() + " write ."
                        + File.separator + program;
            }
        } catch (InvalidPathException e) {
            return "'" + program + "' is no program; correct 'executable' or 'command'";
        }
        return "The program " + program + " is not installed: it is in no folder of PATH. Install it"
                + (debianPackage.isEmpty() ? "" : " (Debian: apt install " + debianPackage + ")") + ", or give its path";
    }

    /**
     * Says what is wrong with a program that has started and failed; "" if it looks right. The system has the shell run what it cannot run
     * itself.
     *
     * @return a sentence, behind another one
     */
    static String flaw(String program) {
        byte[] head;
        try {
            Path file = find(program);
            if (file == null || WINDOWS) {
                return "";
            }
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(FIRST_LINE);
            }
        } catch (IOException | InvalidPathException e) {
            return ""; // what it printed must do
        }
        boolean binary = new String(head, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
        return binary || head.length == 0 || head[0] == '#' && head.length > 1 && head[1] == '!' ? ""
                : ". " + program + " has no interpreter line, so /bin/sh ran it; if it is for another one, begin it with a line such as "
                        + "#!/usr/bin/env python3, or name the interpreter in 'command'";
    }

    private static Path find(String program) {
        if (program.contains("/")) {
            return Path.of(program);
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    private static Path workingFolder() {
        return Path.of("").toAbsolutePath();
    }

    private static String obstacle(Path file, String name) {
        if (Files.isDirectory(file)) {
            return name + " is a folder, not a program; correct 'executable' or 'command'";
        }
        if (!Files.exists(file)) {
            return "There is no program " + name + (file.isAbsolute() ? "" : " in " + workingFolder())
                    + "; correct 'executable' or 'command'";
        }
        if (!Files.isExecutable(file)) {
            return "The file " + name + " may not be run by the user " + System.getProperty("user.name") + "; if it is a program: chmod +x "
                    + name;
        }
        return WINDOWS ? "" : interpreterObstacle(file, name);
    }

    /**
     * Returns what hinders the interpreter of a script. A missing one makes the system say that there is no such file, although there is.
     */
    private static String interpreterObstacle(Path file, String name) {
        String line;
        try (InputStream in = Files.newInputStream(file)) {
            line = new String(in.readNBytes(FIRST_LINE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // may be run although it may not be read
        }
        if (!line.startsWith("#!")) {
            return "";
        }
        line = line.substring(2).replaceFirst("(?s)\n.*", "");
        String interpreter = line.strip().replaceFirst("(?s)\\s.*", "");
        if (line.endsWith("\r")) {
            return "The first line of " + name + " ends as lines of Windows do, which no interpreter is named like; convert the file: "
                    + "sed -i 's/\\r$//' " + name;
        }
        return Files.isExecutable(Path.of(interpreter)) ? ""
                : "The first line of " + name + " names the interpreter '" + ContentSample.shortened(interpreter)
                        + "', which is not installed; install it, or correct that line";
    }
}
