/** Random numbers that depend on what they are for, and not on who asks first. */
package dev.limen.autodiff.random;
