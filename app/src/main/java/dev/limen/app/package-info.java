/** The {@code limen} command: declarative analyses, their optimisation, and reports. */
package dev.limen.app;
