/** Relaxed operators of an analysis: soft cuts, kernel-density histograms, kinematics. */
package dev.limen.ops;
