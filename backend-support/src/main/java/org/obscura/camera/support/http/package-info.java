/**
 * HTTP as cameras and small servers speak it: Basic and Digest authentication with one attempt for a password, TLS with certificates that
 * no authority signed, bounds for everything that a server may send, and an end to each call from any thread.
 */
package org.obscura.camera.support.http;
