package dev.limen.app.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the file spells constants: in lower case. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static List<String> of(Enum<?>... constants) {
        return Arrays.stream(constants).map(Words::of).toList();
    }
}
