package org.obscura.camera.support.discovery;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The stored configurations of a factory. */
public final class FactoryConfigurations {
    private FactoryConfigurations() {
    }

    /**
     * Returns a configuration by its values. A filter by its PID would not find one that Karaf has made of a file, whose name is not in
     * its PID.
     *
     * @param isWanted decides by the values, as the Configuration Admin passes them
     * @return the first one; empty if there is none
     * @throws IOException if the configurations cannot be read
     */
    public static Optional<Configuration> find(ConfigurationAdmin admin, String factoryPid, Predicate<Map<String, Object>> isWanted)
            throws IOException {
        try {
            Configuration[] all = admin.listConfigurations("(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + factoryPid + ")");
            return Stream.ofNullable(all).flatMap(Stream::of)
                    .filter(each -> isWanted.test(FrameworkUtil.asMap(each.getProperties()))).findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter can be made of '" + factoryPid + "'", e);
        }
    }
}
