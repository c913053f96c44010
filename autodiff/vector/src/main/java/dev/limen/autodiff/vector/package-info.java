/** The back end on the Vector API; found at run time where the module is enabled. */
package dev.limen.autodiff.vector;
