/** Health checks for operators: one Felix Health Check service for each camera. Imports the API only; exports nothing. */
package org.obscura.camera.health;
