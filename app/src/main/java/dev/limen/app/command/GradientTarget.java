package dev.limen.app.command;

import dev.limen.autodiff.Expr;
import dev.limen.histfactory.Channel;
import dev.limen.histfactory.HistoSys;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.NormSys;
import dev.limen.histfactory.Sample;
import dev.limen.histfactory.ShapeSys;
import dev.limen.histfactory.StatError;
import dev.limen.histfactory.Template;
import dev.limen.histfactory.Workspace;
import java.util.List;
import java.util.Optional;

/** Finds the numbers of a model that a user names, by channel and sample or by JSON pointer into the workspace. */
record GradientTarget(Workspace workspace, Model model) {

    /**
     * The expression of the named numbers.
     *
     * @throws CommandFailure if there are none of that name
     */
    Expr resolve(String name) {
        for (Channel channel : workspace.channels()) {
            for (Sample sample : channel.samples()) {
                if (name.equals(channel.name() + "/" + sample.name())) {
                    return model.template(channel.name(), sample.name()).nominal();
                }
            }
        }
        Optional<Expr> pointed =
                name.startsWith("/") ? pointed(List.of(name.substring(1).split("/", -1))) : Optional.empty();
        return pointed.orElseThrow(() -> new CommandFailure(
                ExitCode.BAD_INPUT,
                "--wrt " + name + " names no numbers of the workspace. Known: " + known()
                        + "; or a JSON pointer to data, such as /channels/0/samples/0/data."));
    }

    private String known() {
        return String.join(
                ", ",
                workspace.channels().stream()
                        .flatMap(channel -> channel.samples().stream().map(s -> channel.name() + "/" + s.name()))
                        .toList());
    }

    private Optional<Expr> pointed(List<String> path) {
        if (path.size() == 3
                && path.get(0).equals("observations")
                && path.get(2).equals("data")) {
            return at(workspace.observations(), path.get(1)).map(o -> model.observation(o.name()));
        }
        if (path.size() < 5 || !path.get(0).equals("channels") || !path.get(2).equals("samples")) {
            return Optional.empty();
        }
        return at(workspace.channels(), path.get(1)).flatMap(channel -> at(channel.samples(), path.get(3))
                .flatMap(sample -> inSample(channel, sample, path.subList(4, path.size()))));
    }

    private Optional<Expr> inSample(Channel channel, Sample sample, List<String> path) {
        Template template = model.template(channel.name(), sample.name());
        if (path.equals(List.of("data"))) {
            return Optional.of(template.nominal());
        }
        boolean inModifier = path.size() >= 3
                && path.get(0).equals("modifiers")
                && path.get(2).equals("data");
        return inModifier
                ? at(sample.modifiers(), path.get(1))
                        .flatMap(m -> inModifier(template, m, path.subList(3, path.size())))
                : Optional.empty();
    }

    private static Optional<Expr> inModifier(Template template, Modifier modifier, List<String> end) {
        String key = String.join("/", end);
        if (modifier instanceof HistoSys shift) {
            return end(key, "lo_data", template.histosys(shift.name()).low())
                    .or(() ->
                            end(key, "hi_data", template.histosys(shift.name()).high()));
        }
        if (modifier instanceof NormSys factor) {
            return end(key, "lo", template.normsys(factor.name()).low())
                    .or(() -> end(key, "hi", template.normsys(factor.name()).high()));
        }
        if (modifier instanceof ShapeSys shape) {
            return end(key, "", template.shapesys(shape.name()));
        }
        if (modifier instanceof StatError error) {
            return end(key, "", template.staterror(error.name()));
        }
        return Optional.empty();
    }

    private static Optional<Expr> end(String key, String expected, Expr numbers) {
        return key.equals(expected) ? Optional.of(numbers) : Optional.empty();
    }

    private static <T> Optional<T> at(List<T> list, String index) {
        boolean known = index.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(index) < list.size();
        return known ? Optional.of(list.get(Integer.parseInt(index))) : Optional.empty();
    }
}
