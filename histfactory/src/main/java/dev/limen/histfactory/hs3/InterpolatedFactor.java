package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of type {@code interpolation0d}, ROOT's FlexibleInterpVar: with codes 1 and 4 a number times a factor for each
 * parameter, which is a normsys.
 *
 * @param nominal the number
 * @param sides the factors
 */
record InterpolatedFactor(double nominal, List<Side> sides) {

    /**
     * The factor of a parameter.
     *
     * @param parameter its name
     * @param low the factor at -1
     * @param high the factor at +1
     * @param code how it is interpolated
     */
    record Side(Located parameter, double low, double high, Located code) {}

    /** Reads a function. */
    static InterpolatedFactor of(Located at) {
        at.openObject("an interpolation0d", List.of("vars", "nom", "high", "low", "interpolationCodes"));
        double nominal = at.field("nom").number();
        if (!(nominal > 0)) {
            throw at.field("nom").error("a nominal factor of " + nominal + "; expected a positive one.");
        }
        List<Located> parameters = at.field("vars").elements(1, "names of parameters");
        List<Double> low = numbers(at.field("low"), parameters.size());
        List<Double> high = numbers(at.field("high"), parameters.size());
        List<Located> codes = at.field("interpolationCodes").elements(1, "codes");
        at.field("interpolationCodes").requireSize(codes.size(), parameters.size(), "parameters");
        List<Side> sides = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            sides.add(new Side(parameters.get(i), low.get(i) / nominal, high.get(i) / nominal, codes.get(i)));
        }
        return new InterpolatedFactor(nominal, sides);
    }

    private static List<Double> numbers(Located at, int size) {
        List<Double> numbers = at.numbers();
        at.requireSize(numbers.size(), size, "parameters");
        return numbers;
    }
}
