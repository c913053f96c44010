/** Dense linear algebra for small systems: symmetric factors that skip exact zeros, and LU. */
package dev.limen.autodiff.linear;
