/** What a computation that was cut off had found. */
package dev.limen.app.state;
