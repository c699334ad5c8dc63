package org.obscura.camera.web.servlet;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

import org.obscura.camera.web.http.Site;
import org.osgi.framework.BundleContext;

/** Registers the servlets for which the framework has the Servlet API. */
public final class Servlets {
    private static final String PREFIX = "osgi.http.whiteboard.servlet.";

    private Servlets() {
    }

    /** Registers what is possible; closing one unregisters it. */
    public static List<AutoCloseable> register(BundleContext context, Site site, String root) {
        List<AutoCloseable> registered = new ArrayList<>();
        try {
            registered.add(javax(context, site, root));
        } catch (LinkageError e) {
            // no javax.servlet in this framework
        }
        try {
            registered.add(jakarta(context, site, root));
        } catch (LinkageError e) {
            // no jakarta.servlet in this framework
        }
        return registered;
    }

    // a method for each, so that its class is loaded only inside
    private static AutoCloseable javax(BundleContext context, Site site, String root) {
        return context.registerService("javax.servlet.Servlet", new JavaxServlet(site), properties(root))::unregister;
    }

    private static AutoCloseable jakarta(BundleContext context, Site site, String root) {
        return context.registerService("jakarta.servlet.Servlet", new JakartaServlet(site), properties(root))::unregister;
    }

    private static Dictionary<String, Object> properties(String root) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PREFIX + "pattern", new String[] {root, root + "/*"});
        properties.put(PREFIX + "name", "obscura");
        return properties;
    }
}
