/** The plain-Java back end: always there, and what the others are compared with. */
package dev.limen.autodiff.internal.plain;
