/** Responses that go on: the live view, and events. */
package org.obscura.camera.web.stream;
