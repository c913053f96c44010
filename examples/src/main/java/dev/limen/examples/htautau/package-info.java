/**
 * A Higgs-to-tau-tau-like search: events made of four-vectors, decays and a smearing detector, written as Parquet.
 *
 * <p>{@link dev.limen.examples.htautau.HtautauGenerator} says what is in the file. The model is meant to be plausible, not
 * precise: spectra are fits by eye, there is no underlying matrix element, no shower and no pile-up.
 */
package dev.limen.examples.htautau;
