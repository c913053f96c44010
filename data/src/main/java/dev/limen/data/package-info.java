/** Columnar event tables. */
package dev.limen.data;
