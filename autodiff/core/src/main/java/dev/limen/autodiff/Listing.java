package dev.limen.autodiff;

import java.util.List;

/** The text of a schedule, with the back end's name at the steps that it, and not plain Java, computes. */
record Listing(Schedule schedule, Kernels kernels) {

    String text() {
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
                            .append(stage.sweep().writes().stream()
                                    .map(Slot::shape)
                                    .toList())
                            .append('\n');
                }
            }
            section(text, "events whole, after sweep " + level, stage.whole());
        }
        return text.toString();
    }

    private void section(StringBuilder text, String title, List<Step> steps) {
        if (!steps.isEmpty()) {
            text.append(title).append(":\n");
            steps.forEach(step -> text.append("  ")
                    .append(step)
                    .append(
                            kernels.areOwn(step)
                                    ? ", on " + kernels.execution().backend().name()
                                    : "")
                    .append('\n'));
        }
    }
}
