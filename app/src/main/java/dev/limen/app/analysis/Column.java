package dev.limen.app.analysis;

/**
 * A derived quantity, evaluated again under every shift.
 *
 * @param name how cuts, regions and other columns refer to it
 * @param sql its expression in columns of the files and earlier derived columns
 */
public record Column(String name, String sql) {}
