package org.obscura.camera.core.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Deletes the configurations of this project whose file was deleted while the framework was stopped, as File Install does while it runs:
 * the Configuration Admin keeps them, and File Install does not notice. Configurations that were made without a file stay, and so do those
 * of a folder that does not exist, since it may be missing for a moment only.
 */
final class DeletedFiles {
    /** The property by which File Install, and the commands of Karaf, name the file. */
    private static final String FILE = "felix.fileinstall.filename";
    private static final String OWN = "(|(service.pid=org.obscura.camera*)(service.factoryPid=org.obscura.camera*))";

    private final EngineLog log;

    DeletedFiles(EngineLog log) {
        this.log = log;
    }

    /** Deletes the configurations whose file does not exist, and logs each. */
    void check(ConfigurationAdmin admin) throws IOException, InvalidSyntaxException {
        Configuration[] configurations = admin.listConfigurations("(&(" + FILE + "=*)" + OWN + ")");
        for (Configuration each : configurations == null ? new Configuration[0] : configurations) {
            Path file = file(each.getProperties());
            if (file == null || !Files.notExists(file)) {
                continue;
            }
            String pid = each.getPid(); // a deleted configuration has none
            Path folder = file.getParent();
            if (folder != null && Files.isDirectory(folder)) {
                each.delete();
                log.warn("Configuration {} was deleted: its file {} does not exist any more", pid, file);
            } else {
                log.warn("Configuration {} stays in force although its file {} and the folder do not exist; to end it, delete it in the"
                        + " Configuration Admin (in Karaf: config:delete {})", pid, file, pid);
            }
        }
    }

    private static @Nullable Path file(@Nullable Dictionary<String, Object> values) {
        Object file = values == null ? null : values.get(FILE);
        try {
            return file == null ? null : Path.of(URI.create(file.toString()));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return null; // of a tool that names it in another way
        }
    }
}
