/** Relaxed operators of an analysis: soft cuts and categories, soft sorting, histograms, ROC curves, kinematics. */
package dev.limen.ops;
