package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.NormFactor;
import dev.limen.histfactory.ParameterSet;
import dev.limen.histfactory.Sample;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** A workspace that makes a model, with the numbers that the checks share. */
final class Subject {
    private final Workspace workspace;
    private final Model model;
    private final Counts counts;
    private final UnaryOperator<String> place;
    private final List<Site> sites;
    private final double[] start;
    private final Program rates;

    /**
     * Prepares a workspace.
     *
     * @param place from a pointer into the workspace to one into the document that it was read from
     */
    Subject(Workspace workspace, Model model, Counts counts, UnaryOperator<String> place) {
        this.workspace = workspace;
        this.model = model;
        this.counts = counts;
        this.place = place;
        this.sites = sites(workspace.channels());
        this.start = model.parameters().stream().mapToDouble(Parameter::start).toArray();
        Expr theta = Expr.variable("theta", Shape.of(start.length));
        this.rates =
                Program.compile(List.of(theta), List.of(model.expected(theta).main()));
    }

    private List<Site> sites(List<Channel> channels) {
        List<Site> all = new ArrayList<>();
        for (int c = 0; c < channels.size(); c++) {
            Channel channel = channels.get(c);
            for (int s = 0; s < channel.samples().size(); s++) {
                Sample sample = channel.samples().get(s);
                for (int m = 0; m < sample.modifiers().size(); m++) {
                    String pointer = "/channels/" + c + "/samples/" + s + "/modifiers/" + m;
                    all.add(new Site(channel, sample, sample.modifiers().get(m), pointer(pointer)));
                }
            }
        }
        return List.copyOf(all);
    }

    Workspace workspace() {
        return workspace;
    }

    Model model() {
        return model;
    }

    /** Where in the document a place of the workspace is. */
    String pointer(String inWorkspace) {
        return place.apply(inWorkspace);
    }

    /** All modifiers, as they come in the document. */
    List<Site> sites() {
        return sites;
    }

    /** The first modifier of a parameter. */
    Site site(String parameter) {
        return sites.stream()
                .filter(site -> site.modifier().name().equals(parameter))
                .findFirst()
                .orElseThrow();
    }

    /** Where a channel stands in the document. */
    String channelPointer(String channel) {
        List<String> names = workspace.channels().stream().map(Channel::name).toList();
        return pointer("/channels/" + names.indexOf(channel));
    }

    /** Where the measurement of the model stands in the document. */
    String measurementPointer() {
        return pointer("/measurements/" + workspace.measurements().indexOf(model.measurement()));
    }

    /** The set that a component belongs to. */
    ParameterSet set(int component) {
        ParameterSet owner = model.parameterSets().sets().get(0);
        for (ParameterSet set : model.parameterSets().sets()) {
            if (model.parameterSets().offset(set.name()) <= component) {
                owner = set;
            }
        }
        return owner;
    }

    /** Where the parameters start. */
    double[] start() {
        return start.clone();
    }

    /** Where the parameters start, with the POI at 0 if it may be. */
    double[] background() {
        double[] theta = start.clone();
        if (model.poi().isPresent()) {
            int poi = model.poi().getAsInt();
            Parameter parameter = model.parameters().get(poi);
            if (!parameter.fixed() && parameter.lower() <= 0 && parameter.upper() >= 0) {
                theta[poi] = 0;
            }
        }
        return theta;
    }

    /** Whether the POI scales a sample. */
    boolean isSignal(Sample sample) {
        return model.poi().isPresent()
                && sample.modifiers().stream()
                        .anyMatch(modifier -> modifier instanceof NormFactor
                                && modifier.name()
                                        .equals(model.parameters()
                                                .get(model.poi().getAsInt())
                                                .name()));
    }

    /** The expected events in each bin, channels in the model's order {@code [bins]}. */
    double[] rates(double[] theta) {
        return rates.run(Tensor.of(theta)).output(0).toDoubles();
    }

    /** The channel that a bin of the data belongs to. */
    String channel(int bin) {
        String owner = "";
        for (String name : model.order().channelNames()) {
            if (model.order().offset(name) <= bin) {
                owner = name;
            }
        }
        return owner;
    }

    /** Words for a bin of the data, as {@code bin 3 of channel 'SR'}. */
    String bin(int bin) {
        String channel = channel(bin);
        return "bin " + (bin - model.order().offset(channel)) + " of channel '" + channel + "'";
    }

    /** Whether the workspace says what was observed in a channel. */
    boolean observed(String channel) {
        return workspace.observations().stream()
                .anyMatch(observation -> observation.name().equals(channel));
    }

    /** Whether there are data to fit, and they may be looked at. */
    boolean observed() {
        return counts == Counts.OBSERVED
                && model.order().channelNames().stream().allMatch(this::observed);
    }

    /** What was observed in a bin of the data; nothing where that is not said, or not to be looked at. */
    OptionalDouble count(int bin) {
        String channel = channel(bin);
        if (counts == Counts.EXPECTED || !observed(channel)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                workspace.observation(channel).data().get(bin - model.order().offset(channel)));
    }
}
