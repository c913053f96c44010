package dev.limen.app.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** The values of an option as the command line spells them: the names of constants in lower case. */
final class Spelling {

    private Spelling() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant spelt so, in whatever case. */
    static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Spelling::of)
                                .collect(Collectors.joining(" or "))
                        + ", but found '" + text + "'"));
    }
}
