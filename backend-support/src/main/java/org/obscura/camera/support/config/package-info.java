/**
 * Reads configurations: text or typed values, checked, with the defaults of the metatype annotation. All bundles of this project use it, so
 * that a mistake is treated the same everywhere: it is logged, and the device or camera goes on working.
 *
 * <p>A bundle embeds this package: its POM has the dependency {@code org.obscura.camera.backend.support} of scope {@code provided}, its
 * {@code bnd.bnd} the line {@code -conditionalpackage: org.obscura.camera.support.*}. It declares its keys and defaults in an annotation
 * with {@code @ObjectClassDefinition}, durations as text with a unit, and receives the configuration as a {@code Map}, since Declarative
 * Services would refuse to start a component whose values do not convert to the annotation's types:
 *
 * <pre>{@code
 * @ObjectClassDefinition(name = "Obscura network camera")
 * @interface NetworkCameraConfig {
 *     @AttributeDefinition(name = "Address", description = "URL of the still image or stream")
 *     String url();
 *
 *     @AttributeDefinition(name = "Latency", description = "Time from exposure to delivery, such as 500ms")
 *     String latency() default "500ms";
 * }
 *
 * ConfigReader reader = new ConfigReader(NetworkCameraConfig.class, values, inForce);
 * Settings settings = new Settings(reader.text("url"), reader.duration("latency", Duration.ZERO, Duration.ofMinutes(1),
 * Duration.ofMillis(1))); reader.log(logger);
 * inForce = reader.accepted();
 * }</pre>
 *
 * <p>The last argument of {@code duration} is the unit of a number without one: what the key had before it took a unit. {@code summary()}
 * is the reason of a degraded backend. {@code ConfigName.instance} returns the NAME of {@code PID~NAME} or
 * {@code PID-NAME.cfg}.
 */
package org.obscura.camera.support.config;
