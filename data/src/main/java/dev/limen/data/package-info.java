/**
 * Columnar event tables from Parquet and CSV files, or from arrays in Java.
 *
 * <p>An {@link dev.limen.data.EventSource} says which files, which events of them, which columns; reading it gives
 * {@link dev.limen.data.Events}: one nominal {@link dev.limen.data.EventTable} and one a variation, row by row the same
 * events.
 *
 * <pre>{@code
 * Events events = EventSource.parquet("events/mc-*.parquet")
 *         .where("label = 'ztautau'")                              // the sample, on the file's own columns
 *         .undefined(-25, -999)
 *         .column("met", "sqrt(met_x*met_x + met_y*met_y)")        // SQL, evaluated again under every shift
 *         .column("mt", "sqrt(2*lep_pt*met*(1-cos(lep_phi-met_phi)))")
 *         .preselection("lep_pt > 25 and tau_pt > 25")             // hard cut, evaluated again under every shift
 *         .weight("weight")
 *         .identity("run", "event")
 *         .select("mt", "met")
 *         .variation(Variation.named("tes_up")
 *                 .scale("tau_pt", 1.03)
 *                 .recompute("met_x", "met_x - (tau_pt - nominal.tau_pt)*cos(tau_phi)")
 *                 .recompute("met_y", "met_y - (tau_pt - nominal.tau_pt)*sin(tau_phi)")
 *                 .othersUnaffected())
 *         .read();
 * Tensor mt = events.nominal().column("mt");                       // FLOAT64 [events]
 * Tensor up = events.variation("tes_up").column("mt");
 * }</pre>
 *
 * <p>Lists are collections of objects, one number for each object of an event (Parquet only; CSV files hold no lists):
 *
 * <pre>{@code
 * Events events = EventSource.parquet("events/mc-*.parquet")
 *         .column("ht", "coalesce(list_sum(jet_pt), 0)")           // a number of the event
 *         .column("jet_px", "list_transform(jet_pt, lambda pt, i: pt*cos(jet_phi[i]))")
 *         .objects("jets", "jet_pt", "jet_eta", "jet_px")          // lists of one length in each event
 *         .variation(Variation.named("jes_up").scale("jet_pt", 1.02).othersUnaffected())
 *         .read();
 * ObjectTable jets = events.nominal().objects("jets");
 * Tensor counts = jets.counts();                                   // INT32 [events]
 * Tensor pt = jets.column("jet_pt");                               // FLOAT64 [objects], those of the first event first
 * }</pre>
 *
 * <h2>What holds</h2>
 * <ul>
 *   <li><b>Rows.</b> Files in the order of their names, rows in the order of the files: the same bits for any number of
 *       threads. A row is kept if it passes the preselection in the nominal or in any variation; where it fails in one of
 *       them its weight there is 0. So row {@code i} is the same event in every table.
 *   <li><b>Memory.</b> A variation holds only the columns that depend on what it changes; it shares all others with the
 *       nominal. What DuckDB may use and what the tables may use is bounded by {@link dev.limen.data.Resources}.
 *   <li><b>Undefined values.</b> A marker such as -25 becomes SQL's NULL, before any shift and any SQL column sees it: it
 *       is never scaled, what is computed from it is undefined too, and a condition on it is not met. In a table an
 *       undefined entry holds a defined value of its column (so that functions of it stay finite) and is listed by
 *       {@link dev.limen.data.EventTable#defined}; {@link dev.limen.data.EventTable#weight(java.util.Collection)} is zero
 *       there. Markers are looked for in file columns that columns and preselection use, not in the sample's
 *       {@code where}, weights and identity, which see the file as it is.
 *   <li><b>Objects.</b> Shifts and markers act on each number of a list. An undefined number is undefined for its object
 *       alone: {@link dev.limen.data.ObjectTable#defined} and {@link dev.limen.data.ObjectTable#weight} tell; DuckDB's
 *       functions of lists skip it. Columns of one collection have one length in each event, under each variation.
 *   <li><b>No NaN.</b> A NaN, an infinity or a missing value in a file column that is used, or a NaN made by an SQL
 *       column or weight, is a {@link dev.limen.data.DataException} that names file, column and row.
 *   <li><b>SQL</b> is DuckDB's, one event at a time: no subqueries, aggregates, window functions or random numbers.
 *       FLOAT and DECIMAL columns are converted to 64 bits before anything is computed from them.
 * </ul>
 */
package dev.limen.data;
