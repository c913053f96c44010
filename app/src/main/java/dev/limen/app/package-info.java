/** The limen command. */
package dev.limen.app;
