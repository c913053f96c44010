package dev.limen.app.report;

import java.util.Locale;

/** HTML or SVG being written; text and attributes are escaped here and nowhere else. */
final class Markup {

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes alternate name and value. */
    Markup open(String element, Object... attributes) {
        out.append('<').append(element);
        attributes(attributes);
        out.append('>');
        return this;
    }

    Markup close(String element) {
        out.append("</").append(element).append(">\n");
        return this;
    }

    /** An element without content, as SVG has it. */
    Markup empty(String element, Object... attributes) {
        out.append('<').append(element);
        attributes(attributes);
        out.append("/>\n");
        return this;
    }

    /** An element that holds text. */
    Markup element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Markup that is complete in itself. */
    Markup raw(Markup inner) {
        out.append(inner.out);
        return this;
    }

    /** Text of the page's own resources, such as its style sheet. */
    Markup resource(String text) {
        out.append(text);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Double number ? coordinate(number) : value.toString();
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(text))
                    .append('"');
        }
    }

    /** A hundredth of a pixel is enough. */
    private static String coordinate(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
