/** The report of a run: one self-contained HTML page with vector figures, made from plain numbers. */
package dev.limen.app.report;
