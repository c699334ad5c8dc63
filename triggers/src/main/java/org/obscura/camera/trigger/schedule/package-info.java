/**
 * The times of triggers: when a schedule is due, and when a window is open. Knows cameras no more than requests; what time it is comes from
 * the caller, so that tests move the clock.
 */
package org.obscura.camera.trigger.schedule;
