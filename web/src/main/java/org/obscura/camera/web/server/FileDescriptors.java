package org.obscura.camera.web.server;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/** The file descriptors of the process. */
final class FileDescriptors {
    private FileDescriptors() {
    }

    /** Returns how many the process may have; -1 where the system does not say. */
    static long limit() {
        try {
            Object limit = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName("java.lang:type=OperatingSystem"),
                    "MaxFileDescriptorCount");
            return limit instanceof Long count ? count : -1;
        } catch (JMException e) {
            return -1; // not on Windows
        }
    }
}
