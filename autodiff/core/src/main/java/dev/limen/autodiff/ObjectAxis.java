package dev.limen.autodiff;

/**
 * The axis of a collection's objects as a number in a shape: negative, made from the collection's name alone.
 *
 * <p>The first four characters are in it as they are, which messages show, those of a longer name as a checksum of six
 * bits. Two names that give the same number are found where their counts meet in one program.
 */
final class ObjectAxis {
    private static final String SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    private static final int SHOWN = 4;
    private static final int BITS = 6;
    /** The number of the name that comes first: {@code A}. */
    private static final int LARGEST = -2 - ((1 + SYMBOLS.indexOf('A')) << (BITS * SHOWN));

    private ObjectAxis() {}

    static int of(String collection) {
        if (!collection.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "collection '" + collection + "': expected a letter, then letters, digits or '_'");
        }
        int packed = 0;
        for (int i = 0; i < SHOWN; i++) {
            packed = packed << BITS | (i < collection.length() ? 1 + SYMBOLS.indexOf(collection.charAt(i)) : 0);
        }
        int rest = collection.length() <= SHOWN ? 0 : 1 + Math.floorMod(collection.hashCode(), (1 << BITS) - 1);
        return -2 - (packed << BITS | rest);
    }

    /** Whether a number in a shape is such an axis. */
    static boolean isOne(int dim) {
        return dim <= LARGEST;
    }

    /** The name, or its beginning and '~'. */
    static String label(int dim) {
        int packed = -2 - dim;
        StringBuilder text = new StringBuilder();
        for (int i = SHOWN; i > 0; i--) {
            int symbol = packed >>> (BITS * i) & (1 << BITS) - 1;
            text.append(symbol == 0 ? "" : SYMBOLS.charAt(symbol - 1));
        }
        return text.append((packed & (1 << BITS) - 1) == 0 ? "" : "~").toString();
    }
}
