package dev.limen.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One colour a process throughout the report; they stay apart for colour-blind readers (arXiv:2107.02270). */
final class Palette {

    private static final String SIGNAL = "#bd1f01";
    private static final List<String> BACKGROUNDS =
            List.of("#3f90da", "#ffa90e", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd");

    private final Map<String, String> colors = new LinkedHashMap<>();

    /** Colours for the processes of some histograms, from the top of the stacks. */
    Palette(List<Stack> stacks) {
        int next = 0;
        for (Stack stack : stacks) {
            for (int i = stack.processes().size() - 1; i >= 0; i--) {
                Stack.Contribution process = stack.processes().get(i);
                if (!colors.containsKey(process.name())) {
                    colors.put(
                            process.name(), process.signal() ? SIGNAL : BACKGROUNDS.get(next++ % BACKGROUNDS.size()));
                }
            }
        }
    }

    String color(String process) {
        return colors.get(process);
    }

    /** A legend in the order of the stack, from its top. */
    Markup legend(Stack stack, double signalFactor) {
        Markup html = new Markup().open("p", "class", "legend");
        for (int i = stack.processes().size() - 1; i >= 0; i--) {
            String name = stack.processes().get(i).name();
            html.open("span")
                    .open("i", "style", "background:" + color(name))
                    .close("i")
                    .text(name)
                    .close("span");
        }
        if (signalFactor > 1) {
            html.open("span").open("i", "class", "line").close("i").text("signal × " + Numbers.brief(signalFactor));
            html.close("span");
        }
        if (!stack.errors().isEmpty()) {
            html.open("span")
                    .open("i", "class", "hatch")
                    .close("i")
                    .text("background uncertainty")
                    .close("span");
        }
        if (!stack.data().isEmpty()) {
            html.open("span").open("i", "class", "dot").close("i").text("data").close("span");
        }
        return html.close("p");
    }
}
