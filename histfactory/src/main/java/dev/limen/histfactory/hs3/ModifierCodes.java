package dev.limen.histfactory.hs3;

import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.Interpolation.Factor;
import dev.limen.histfactory.Interpolation.Shift;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interpolations that modifiers ask for, which must be the same for all modifiers of a type. */
final class ModifierCodes {
    /** In the words of the standard, of pyhs3 and of ROOT. */
    private static final Map<String, Factor> FACTORS = Map.of(
            "log", Factor.CODE1, "code1", Factor.CODE1, "1", Factor.CODE1, "code4", Factor.CODE4, "4", Factor.CODE4);

    private static final Map<String, Shift> SHIFTS = Map.of(
            "lin", Shift.CODE0,
            "code0", Shift.CODE0,
            "0", Shift.CODE0,
            "parabolic", Shift.CODE2,
            "code2", Shift.CODE2,
            "2", Shift.CODE2,
            "poly6", Shift.CODE4P,
            "code4p", Shift.CODE4P,
            "4", Shift.CODE4P);

    private Optional<Factor> factor = Optional.empty();
    private Optional<Shift> shift = Optional.empty();

    void normsys(Located modifier) {
        factor = Optional.of(agreed(modifier, FACTORS, Interpolation.STANDARD.normsys(), factor));
    }

    void histosys(Located modifier) {
        shift = Optional.of(agreed(modifier, SHIFTS, Interpolation.STANDARD.histosys(), shift));
    }

    Interpolation chosen() {
        return new Interpolation(
                factor.orElse(Interpolation.STANDARD.normsys()), shift.orElse(Interpolation.STANDARD.histosys()));
    }

    private static <T> T agreed(Located modifier, Map<String, T> known, T usual, Optional<T> before) {
        Optional<Located> key = modifier.optional("interpolation")
                .or(() -> modifier.field("data").optional("interpolation"));
        T found = key.map(at -> {
                    String text = at.node().asText();
                    T code = known.get(text);
                    if (code == null) {
                        throw at.error("no interpolation '" + text + "' of a "
                                + modifier.field("type").string() + " that a workspace could have."
                                + Suggestion.among(text, List.copyOf(known.keySet())));
                    }
                    return code;
                })
                .orElse(usual);
        if (before.isPresent() && before.get() != found) {
            throw modifier.error("interpolation " + found + ", but " + before.get()
                    + " in modifiers of this type before;" + " a workspace has one for all of them.");
        }
        return found;
    }
}
