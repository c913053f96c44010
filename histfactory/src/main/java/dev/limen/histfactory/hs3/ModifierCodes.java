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
    /** In the words of the standard and its draft, of pyhs3 and of ROOT. */
    private static final Map<String, Factor> FACTORS = Map.ofEntries(
            Map.entry("log", Factor.CODE1),
            Map.entry("code1", Factor.CODE1),
            Map.entry("1", Factor.CODE1),
            Map.entry("mult exp exp", Factor.CODE1),
            Map.entry("code4", Factor.CODE4),
            Map.entry("4", Factor.CODE4),
            Map.entry("5", Factor.CODE4),
            Map.entry("mult poly6 exp", Factor.CODE4));

    private static final Map<String, Shift> SHIFTS = Map.ofEntries(
            Map.entry("lin", Shift.CODE0),
            Map.entry("code0", Shift.CODE0),
            Map.entry("0", Shift.CODE0),
            Map.entry("add poly1 poly1", Shift.CODE0),
            Map.entry("parabolic", Shift.CODE2),
            Map.entry("code2", Shift.CODE2),
            Map.entry("2", Shift.CODE2),
            Map.entry("3", Shift.CODE2),
            Map.entry("add poly2 poly1", Shift.CODE2),
            Map.entry("poly6", Shift.CODE4P),
            Map.entry("code4p", Shift.CODE4P),
            Map.entry("4", Shift.CODE4P),
            Map.entry("add poly6 poly1", Shift.CODE4P));

    private Optional<Factor> factor = Optional.empty();
    private Optional<Shift> shift = Optional.empty();

    /**
     * The code of a normsys.
     *
     * @param usual the channel's {@code default_interpolation}
     */
    Factor normsys(Located modifier, Optional<Located> usual) {
        Factor found = agreed(modifier, usual, FACTORS, Interpolation.STANDARD.normsys(), factor);
        factor = Optional.of(found);
        return found;
    }

    /** The code of an {@code interpolation0d}, which is a product of normsys. */
    Factor normsys(Located code) {
        Factor found = FACTORS.get(code.node().asText());
        if (found == null) {
            throw code.error("interpolation code " + code.node().asText()
                    + " of an interpolation0d; a workspace has 1 and 4, which multiply.");
        }
        if (factor.isPresent() && factor.get() != found) {
            throw code.error("interpolation " + found + ", but " + factor.get()
                    + " in modifiers of this type before; a workspace has one for all of them.");
        }
        factor = Optional.of(found);
        return found;
    }

    /**
     * Notes the code of a histosys.
     *
     * @param usual the channel's {@code default_interpolation}
     */
    void histosys(Located modifier, Optional<Located> usual) {
        shift = Optional.of(agreed(modifier, usual, SHIFTS, Interpolation.STANDARD.histosys(), shift));
    }

    Interpolation chosen() {
        return new Interpolation(
                factor.orElse(Interpolation.STANDARD.normsys()), shift.orElse(Interpolation.STANDARD.histosys()));
    }

    private static <T> T agreed(
            Located modifier, Optional<Located> channels, Map<String, T> known, T usual, Optional<T> before) {
        Optional<Located> key = modifier.optional("interpolation")
                .or(() -> modifier.field("data").optional("interpolation"))
                .or(() -> channels);
        T found = key.map(at -> code(at, modifier, known)).orElse(usual);
        if (before.isPresent() && before.get() != found) {
            throw modifier.error("interpolation " + found + ", but " + before.get()
                    + " in modifiers of this type before; a workspace has one for all of them.");
        }
        return found;
    }

    private static <T> T code(Located at, Located modifier, Map<String, T> known) {
        String text = text(at);
        T code = known.get(text);
        if (code == null) {
            throw at.error("no interpolation '" + text + "' of a "
                    + modifier.field("type").string() + " that a workspace could have."
                    + Suggestion.among(text, known.keySet().stream().sorted().toList()));
        }
        return code;
    }

    /** The draft's three words as one text; the function outside is that inside where it is null. */
    private static String text(Located at) {
        if (!at.node().isObject()) {
            return at.node().asText();
        }
        at.openObject("an interpolation", List.of("type", "in"));
        String inside = at.field("in").string();
        String outside = at.optional("out")
                .filter(out -> !out.node().isNull())
                .map(Located::string)
                .orElse(inside);
        return at.field("type").string() + " " + inside + " " + outside;
    }
}
