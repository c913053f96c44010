/** Benchmarks. */
package dev.limen.bench;
