/**
 * The optimisation of an analysis: soft templates as functions of the cuts, their likelihood, and the honest comparison of
 * before and after with hard cuts on events that the optimiser never saw.
 */
package dev.limen.app.optimise;
