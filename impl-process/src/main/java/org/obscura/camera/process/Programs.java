package org.obscura.camera.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds programs as the system does. */
final class Programs {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private Programs() {
    }

    /** Says why a program cannot be started and what to do about it; "" if it can. */
    static String obstacle(String program, String debianPackage) {
        return obstacle(program, debianPackage, System.getenv("PATH"));
    }

    static String obstacle(String program, String debianPackage, String path) {
        try {
            if (program.contains("/") || program.contains(File.separator)) {
                return isProgram(Path.of(program)) ? "" : "There is no program " + program + "; correct 'executable' or 'command'";
            }
            for (String folder : (path == null ? "" : path).split(File.pathSeparator)) {
                for (String suffix : WINDOWS ? List.of(".exe", ".cmd", ".bat", "") : List.of("")) {
                    if (!folder.isEmpty() && isProgram(Path.of(folder, program + suffix))) {
                        return "";
                    }
                }
            }
        } catch (InvalidPathException e) {
            return "'" + program + "' is no program; correct 'executable' or 'command'";
        }
        return "The program " + program + " is not installed: it is in no folder of PATH. Install it"
                + (debianPackage.isEmpty() ? "" : " (Debian: apt install " + debianPackage + ")") + ", or give its path";
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
