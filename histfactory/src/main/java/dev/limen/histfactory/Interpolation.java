package dev.limen.histfactory;

import dev.limen.autodiff.fused.FactorRule;
import dev.limen.autodiff.fused.ShiftRule;
import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How {@link NormSys} and {@link HistoSys} interpolate between their variations at alpha = -1, 0 and 1, and go on beyond.
 *
 * <p>The codes are those of HistFactory (CERN-OPEN-2012-016) and pyhf; a workspace has no place for them, so they are a
 * setting of the {@link Model}.
 *
 * @param normsys of factors
 * @param histosys of bin contents
 */
public record Interpolation(Factor normsys, Shift histosys) {

    /** Codes 4 and 4p, pyhf's default for a model. */
    public static final Interpolation STANDARD = new Interpolation(Factor.CODE4, Shift.CODE4P);

    /** The codes of normsys: how the factor kappa depends on alpha, given lo at -1 and hi at 1. */
    public enum Factor {
        /** hi^alpha where alpha is above 0, else lo^(-alpha): a kink at 0. */
        CODE1(FactorRule.EXPONENTIAL),
        /** As {@link #CODE1} where |alpha| is above 1; between, the polynomial of degree 6 that makes it twice continuously differentiable. */
        CODE4(FactorRule.EXPONENTIAL_POLYNOMIAL);

        private final FactorRule rule;

        Factor(FactorRule rule) {
            this.rule = rule;
        }

        FactorRule rule() {
            return rule;
        }
    }

    /** The codes of histosys: how the shift of a bin depends on alpha, given the contents lo at -1, nominal at 0, hi at 1. */
    public enum Shift {
        /** alpha (hi - nominal) where alpha is above 0, else alpha (nominal - lo): a kink at 0. */
        CODE0(ShiftRule.LINEAR),
        /** The parabola through the three contents where |alpha| is at most 1, and its tangents beyond, as in ROOT. */
        CODE2(ShiftRule.QUADRATIC),
        /** {@link #CODE2} with pyhf's mistake: beyond |alpha| = 1 the shift starts again from 0. */
        CODE2_OF_PYHF(ShiftRule.QUADRATIC_WITH_JUMP),
        /** As {@link #CODE0} where |alpha| is above 1; between, the polynomial of degree 6 that makes it twice continuously differentiable. */
        CODE4P(ShiftRule.SMOOTH);

        private final ShiftRule rule;

        Shift(ShiftRule rule) {
            this.rule = rule;
        }

        ShiftRule rule() {
            return rule;
        }
    }

    /**
     * Reads a pair of codes as {@link #toString} writes it: {@code code1_code0}, that of normsys first.
     *
     * @throws IllegalArgumentException if it is no such pair
     */
    public static Interpolation parse(String text) {
        List<String> known = new ArrayList<>();
        for (Factor factor : Factor.values()) {
            for (Shift shift : Shift.values()) {
                if (shift != Shift.CODE2_OF_PYHF) {
                    Interpolation pair = new Interpolation(factor, shift);
                    if (pair.toString().equals(text)) {
                        return pair;
                    }
                    known.add(pair.toString());
                }
            }
        }
        throw new IllegalArgumentException("no interpolation '" + text + "'." + Suggestion.among(text, known)
                + " Give the codes of normsys and of histosys, as code4_code4p.");
    }

    /** The same codes with pyhf's mistakes: its code 2 jumps at |alpha| = 1. */
    public Interpolation pyhfExact() {
        return histosys == Shift.CODE2 ? new Interpolation(normsys, Shift.CODE2_OF_PYHF) : this;
    }

    /** Whether modifiers of a type make a kink at 0. */
    boolean kinked(ModifierType type) {
        return type == ModifierType.NORMSYS && normsys == Factor.CODE1
                || type == ModifierType.HISTOSYS && histosys == Shift.CODE0;
    }

    /** The pair of codes, that of normsys first, as {@code code4_code4p}. */
    @Override
    public String toString() {
        String shift = histosys == Shift.CODE2_OF_PYHF ? "code2 as in pyhf" : spelt(histosys);
        return spelt(normsys) + "_" + shift;
    }

    private static String spelt(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
