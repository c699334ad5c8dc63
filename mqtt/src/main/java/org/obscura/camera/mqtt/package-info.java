/**
 * The sink that publishes images to an MQTT broker, with availability, discovery by Home Assistant, and a topic that captures.
 */
package org.obscura.camera.mqtt;
