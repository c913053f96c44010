/** The folder that a run writes: resolved configuration, digests, versions, trajectory, result, workspace, report. */
package dev.limen.app.run;
