/**
 * The analysis file: what {@code limen optimise} runs, as records that mirror the YAML, and the reader that lists every problem of a
 * file at once with its line.
 */
package dev.limen.app.analysis;
