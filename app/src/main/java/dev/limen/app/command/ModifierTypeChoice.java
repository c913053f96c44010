package dev.limen.app.command;

import dev.limen.histfactory.ModifierType;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;

/** The types of modifiers, as the command line spells them. */
final class ModifierTypeChoice implements ITypeConverter<ModifierType>, Iterable<String> {

    @Override
    public ModifierType convert(String text) {
        return Spelling.parse(ModifierType.class, text);
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(ModifierType.values()).map(ModifierType::json).iterator();
    }
}
