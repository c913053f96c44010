/** Composite operations with kernels of their own, specified without physics. */
package dev.limen.autodiff.fused;
