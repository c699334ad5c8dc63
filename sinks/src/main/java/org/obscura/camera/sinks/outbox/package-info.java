/**
 * The outbox: takes saved images over durably, and delivers them to sinks in order until they are acknowledged.
 */
package org.obscura.camera.sinks.outbox;
