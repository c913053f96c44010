package dev.limen.app.command;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of results for people: a name and numbers of seven digits. */
final class TextLine {

    private static final int NAME = 28;
    private static final int NUMBER = 12;
    private static final int DIGITS = 7;

    private TextLine() {}

    static String of(String name, int count) {
        return line(name, padded(Integer.toString(count)));
    }

    static String of(String name, double value) {
        return line(name, number(value));
    }

    /** A band from minus two to plus two standard deviations. */
    static String of(String name, List<Double> band) {
        return line(name, band.stream().map(TextLine::number).collect(Collectors.joining(" ")));
    }

    private static String line(String name, String numbers) {
        return name + " ".repeat(Math.max(NAME - name.length(), 0)) + " " + numbers;
    }

    private static String number(double value) {
        return padded(Digits.significant(value, DIGITS));
    }

    private static String padded(String number) {
        return " ".repeat(Math.max(NUMBER - number.length(), 0)) + number;
    }
}
