package org.obscura.camera.support.linux;

/**
 * Who a camera is.
 *
 * @param key tells it from others, and stays when it is put into another socket if it has a serial number
 * @param port where it is connected, such as {@code 1-2} for port 2 of USB controller 1; "" if it is no USB device
 * @param name for people
 * @param manufacturer "" if not known
 * @param model "" if not known
 */
public record Identity(String key, String port, String name, String manufacturer, String model) {

    /**
     * Makes a text one that is good in any filter, file and shell.
     *
     * @param text any text
     * @return the text, with a dash for what is no letter, digit, dot, dash or underscore
     */
    public static String clean(String text) {
        return text.strip().replaceAll("[^A-Za-z0-9._-]+", "-");
    }
}
