package dev.limen.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A drawing as a file of its own: SVG that loads nothing, in light or dark as its reader prefers. */
final class Picture {

    private static final int LONGEST_NAME = 44;
    private static final double NARROW = 6.1;
    private static final double WIDE = 7.9;

    private final Markup svg = new Markup();

    /** Begins a picture of a size in pixels. */
    Picture(double width, double height, String title) {
        int w = (int) Math.ceil(width);
        int h = (int) Math.ceil(height);
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                w,
                "height",
                h,
                "viewBox",
                "0 0 " + w + " " + h,
                "role",
                "img",
                "aria-label",
                title);
        svg.open("style").resource(style()).close("style");
        svg.empty("rect", "class", "page", "width", w, "height", h);
    }

    Markup svg() {
        return svg;
    }

    /** Moves what follows, until {@link #leave}. */
    void enter(double x, double y) {
        svg.open("g", "transform", String.format(Locale.ROOT, "translate(%.2f %.2f)", x, y));
    }

    void leave() {
        svg.close("g");
    }

    /** Shows of what follows, until {@link #closeWindow}, what lies inside a frame's axes. */
    void openWindow(Frame frame) {
        double wide = frame.width() - Frame.LEFT - Frame.RIGHT;
        double high = frame.height() - Frame.TOP - Frame.BOTTOM;
        String box = String.format(Locale.ROOT, "%.2f %.2f %.2f %.2f", Frame.LEFT, Frame.TOP, wide, high);
        svg.open("svg", "x", Frame.LEFT, "y", Frame.TOP, "width", wide, "height", high, "viewBox", box);
    }

    void closeWindow() {
        svg.close("svg");
    }

    /** The whole file. */
    String end() {
        return svg.close("svg").toString();
    }

    /** A name that fits beside a drawing: its middle is left out where it is long. */
    static String fitted(String name) {
        int half = (LONGEST_NAME - 1) / 2;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, half) + "…" + name.substring(name.length() - half);
    }

    /** About how wide a fitted name is, in pixels. */
    static double width(String name) {
        return fitted(name)
                .chars()
                .mapToDouble(c -> Character.isUpperCase(c) ? WIDE : NARROW)
                .sum();
    }

    private static String style() {
        try (InputStream in = Picture.class.getResourceAsStream("picture.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
