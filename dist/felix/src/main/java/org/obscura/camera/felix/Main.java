package org.obscura.camera.felix;

/**
 * Starts Felix as its own main class does, with threads that have no context class loader. JLine looks for the kinds of terminals in the
 * context class loader if there is one, which is that of this program and has none, else in its own bundle.
 */
public final class Main {
    private Main() {
    }

    /**
     * Starts Felix.
     *
     * @param arguments those of Felix
     * @throws Exception if it does not start
     */
    public static void main(String[] arguments) throws Exception {
        Thread.currentThread().setContextClassLoader(null);
        org.apache.felix.main.Main.main(arguments);
    }
}
