package dev.limen.app.command;

import dev.limen.histfactory.Join;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The joins, as the command line spells them: with a space, or with a hyphen that needs no quotes. */
final class JoinChoice implements ITypeConverter<Join>, Iterable<String> {

    @Override
    public Join convert(String text) {
        String spelt = text.toLowerCase(Locale.ROOT).replaceAll("[-_]", " ");
        return Arrays.stream(Join.values())
                .filter(join -> join.spelling().equals(spelt))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected "
                        + Arrays.stream(Join.values()).map(Join::spelling).collect(Collectors.joining(" or "))
                        + ", but found '" + text + "'"));
    }

    @Override
    public Iterator<String> iterator() {
        return List.of("none", "outer", "left-outer", "right-outer").iterator();
    }
}
