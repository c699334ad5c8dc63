/**
 * HTTP as cameras speak it: Basic and Digest authentication with one attempt for a password, TLS with certificates that no authority
 * signed, bounds for everything that a camera may send, and an end to each call from any thread.
 */
package org.obscura.camera.ip.http;
