package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the computed numbers of templates into a workspace. */
final class ModelExport {
    private final Workspace prototype;
    private final Templates templates;
    private final Map<Expr, Integer> positions = new LinkedHashMap<>();
    private final Result values;

    ModelExport(Workspace prototype, Templates templates, Map<Expr, Tensor> bindings) {
        this.prototype = prototype;
        this.templates = templates;
        for (Occurrence occurrence : Occurrence.all(prototype.channels())) {
            expressions(occurrence).forEach(this::wanted);
        }
        prototype.channels().forEach(channel -> channel.samples()
                .forEach(sample -> wanted(template(channel, sample).nominal())));
        List<Expr> variables = new ArrayList<>(bindings.keySet());
        this.values = Program.compile(variables, List.copyOf(positions.keySet()))
                .run(variables.stream().map(bindings::get).toList());
    }

    private void wanted(Expr expr) {
        positions.putIfAbsent(expr, positions.size());
    }

    private Template template(Channel channel, Sample sample) {
        return templates.template(channel.name(), sample.name());
    }

    private List<Expr> expressions(Occurrence occurrence) {
        Template template = template(occurrence.channel(), occurrence.sample());
        String name = occurrence.modifier().name();
        return switch (occurrence.modifier().kind()) {
            case HISTOSYS ->
                List.of(template.histosys(name).low(), template.histosys(name).high());
            case NORMSYS ->
                List.of(template.normsys(name).low(), template.normsys(name).high());
            case SHAPESYS -> List.of(template.shapesys(name));
            case STATERROR -> List.of(template.staterror(name));
            case LUMI, NORMFACTOR, SHAPEFACTOR -> List.of();
        };
    }

    Workspace workspace(List<Observation> observations, Measurement measurement) {
        List<Channel> channels = new ArrayList<>();
        for (Channel channel : prototype.channels()) {
            List<Sample> samples = new ArrayList<>();
            for (Sample sample : channel.samples()) {
                List<Modifier> modifiers = sample.modifiers().stream()
                        .map(modifier -> numbered(new Occurrence(channel, sample, modifier, "")))
                        .toList();
                samples.add(new Sample(
                        sample.name(), numbers(template(channel, sample).nominal()), modifiers));
            }
            channels.add(new Channel(channel.name(), samples));
        }
        return Workspace.of("workspace", channels, observations, List.of(measurement));
    }

    private Modifier numbered(Occurrence occurrence) {
        List<List<Double>> found =
                expressions(occurrence).stream().map(this::numbers).toList();
        String name = occurrence.modifier().name();
        return switch (occurrence.modifier().kind()) {
            case HISTOSYS -> new HistoSys(name, found.get(0), found.get(1));
            case NORMSYS -> new NormSys(name, found.get(0).get(0), found.get(1).get(0));
            case SHAPESYS -> new ShapeSys(name, found.get(0));
            case STATERROR -> new StatError(name, found.get(0));
            case LUMI, NORMFACTOR, SHAPEFACTOR -> occurrence.modifier();
        };
    }

    private List<Double> numbers(Expr expr) {
        double[] numbers = values.output(positions.get(expr)).toDoubles();
        return Arrays.stream(numbers).boxed().toList();
    }
}
