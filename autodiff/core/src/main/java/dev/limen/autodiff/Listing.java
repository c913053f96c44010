package dev.limen.autodiff;

import java.util.List;

/** The text of a schedule. */
final class Listing {
    private Listing() {}

    static String of(Schedule schedule) {
        StringBuilder text = new StringBuilder();
        section(text, "constants", schedule.constants());
        for (int level = 0; level < schedule.stages().size(); level++) {
            Schedule.Stage stage = schedule.stages().get(level);
            section(text, "once", stage.small());
            if (!stage.sweep().isEmpty()) {
                section(text, "once a thread, sweep " + level, stage.sweep().invariant());
                section(text, "block by block, sweep " + level, stage.sweep().steps());
                if (!stage.sweep().writes().isEmpty()) {
                    text.append("  written whole: ")
                            .append(stage.sweep().writes().stream().map(Slot::shape).toList())
                            .append('\n');
                }
            }
            section(text, "events whole, after sweep " + level, stage.whole());
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<Step> steps) {
        if (!steps.isEmpty()) {
            text.append(title).append(":\n");
            steps.forEach(step -> text.append("  ").append(step).append('\n'));
        }
    }
}
