package dev.limen.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One direction of a systematic uncertainty: shifted columns, another weight, or both.
 *
 * <p>Under shifts every file column that the selected columns or the preselection use must be listed: scaled, added to,
 * recomputed, unaffected (also for all others at once) or frozen. SQL columns are computed again by themselves.
 *
 * @param name unique among the variations of a source, such as {@code tes_up}
 * @param shifts by file column
 * @param othersStay whether columns that are not listed are unaffected
 * @param weightFactor SQL that multiplies the weight
 * @param weight SQL that replaces the weight
 */
public record Variation(
        String name,
        Map<String, Shift> shifts,
        boolean othersStay,
        Optional<String> weightFactor,
        Optional<String> weight) {
    /** Copies the map, order kept. */
    public Variation {
        shifts = Collections.unmodifiableMap(new LinkedHashMap<>(shifts));
    }

    /** A variation that changes nothing yet. */
    public static Variation named(String name) {
        return new Variation(name, Map.of(), false, Optional.empty(), Optional.empty());
    }

    /** This and {@code column} multiplied by {@code factor}. */
    public Variation scale(String column, double factor) {
        return shift(column, new Shift.Scale(factor));
    }

    /** This and {@code amount} added to {@code column}. */
    public Variation add(String column, double amount) {
        return shift(column, new Shift.Add(amount));
    }

    /** This and {@code column} computed anew; see {@link Shift.Recompute}. */
    public Variation recompute(String column, String sql) {
        return shift(column, new Shift.Recompute(sql));
    }

    /** This and the statement that {@code column} does not change. */
    public Variation unaffected(String column) {
        return shift(column, new Shift.Unaffected());
    }

    /** This and the approximation that {@code column} does not change. */
    public Variation frozen(String column) {
        return shift(column, new Shift.Frozen());
    }

    /** This and the statement that columns that are not listed do not change. */
    public Variation othersUnaffected() {
        return new Variation(name, shifts, true, weightFactor, weight);
    }

    /** This with the weight multiplied by an SQL expression. */
    public Variation weightFactor(String sql) {
        return new Variation(name, shifts, othersStay, Optional.of(sql), weight);
    }

    /** This with the weight replaced by an SQL expression. */
    public Variation weight(String sql) {
        return new Variation(name, shifts, othersStay, weightFactor, Optional.of(sql));
    }

    /**
     * This and any shift of a column.
     *
     * @throws DataException if the column has one already
     */
    public Variation shift(String column, Shift shift) {
        if (shifts.containsKey(column)) {
            throw new DataException("variation '" + name + "': column '" + column + "' is shifted twice");
        }
        Map<String, Shift> more = new LinkedHashMap<>(shifts);
        more.put(column, shift);
        return new Variation(name, more, othersStay, weightFactor, weight);
    }
}
