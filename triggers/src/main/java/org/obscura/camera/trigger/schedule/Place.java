package org.obscura.camera.trigger.schedule;

/**
 * A place on the earth, whose sunrise and sunset are computed.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
public record Place(double latitude, double longitude) {
}
