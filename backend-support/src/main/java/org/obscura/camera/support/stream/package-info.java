/**
 * Streams of frames over what a backend reads: {@link org.obscura.camera.support.stream.ContinuousStream} over a source that delivers
 * frames by itself, of which the newest counts, and {@link org.obscura.camera.support.stream.OnDemandStream} over one that delivers a frame
 * per call. Both keep the promise on freshness with the source's latency, run what may block on threads of their own, and end it from any
 * thread. A bundle that uses the package embeds it.
 */
package org.obscura.camera.support.stream;
