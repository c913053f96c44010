package dev.limen.app.command;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands, handing them the streams where their constructor asks for them. */
final class CommandFactory implements CommandLine.IFactory {

    private final Streams streams;

    CommandFactory(Streams streams) {
        this.streams = streams;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Streams.class) {
                return type.cast(constructor.newInstance(streams));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
