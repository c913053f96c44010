/** What is wrong with a workspace before a fit goes astray: findings, each with its place, what it does and a mend. */
package dev.limen.histfactory.diagnosis;
