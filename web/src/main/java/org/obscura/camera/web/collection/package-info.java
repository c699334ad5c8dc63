/** Collections that a client cannot make grow without bound. */
package org.obscura.camera.web.collection;
