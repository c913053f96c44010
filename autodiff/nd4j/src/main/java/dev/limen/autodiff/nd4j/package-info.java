/** The back end on ND4J, on the CPU or on CUDA, and conversions between its arrays and tensors. */
package dev.limen.autodiff.nd4j;
