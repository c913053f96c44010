package dev.limen.app.command;

import dev.limen.app.report.ImpactPicture;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.ModifierType;
import dev.limen.histfactory.ParameterSet;
import dev.limen.inference.GroupImpact;
import dev.limen.inference.Impact;
import dev.limen.inference.Impacts;
import dev.limen.inference.Parameter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks the nuisance parameters by what they do to the POI. */
@Command(
        name = "impacts",
        header = "Ranks the nuisance parameters by their impact on the POI, with pulls.",
        description = {
            "Impacts (postfit, prefit): how the fitted POI moves where a parameter is held one standard deviation away."
                    + " Uncertainty components (component): how it moves as the auxiliary datum, the global observable, scatters; in"
                    + " quadrature with the statistical part they add up to the total. With --blind the data are what is"
                    + " expected where the parameters start."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  limen impacts workspace.json --text",
            "  limen impacts workspace.json --blind --group \"theory=xsec|shape.*\" --picture impacts.svg",
        })
final class ImpactsCommand implements Callable<Integer> {

    private static final String GROUP = "--group";
    private static final String TOP = "--top";
    /** A relative difference of two uncertainties that users should know of. */
    private static final double NOTABLE = 0.1;

    private final Streams streams;

    @Mixin
    private WorkspaceOptions input = new WorkspaceOptions();

    @Option(
            names = GROUP,
            paramLabel = "NAME=REGEX",
            description = "A group of the parameters whose whole name matches; several may be given.")
    private Map<String, String> groups = new LinkedHashMap<>();

    @Option(
            names = TOP,
            paramLabel = "N",
            defaultValue = "20",
            description = "How many parameters the text and the picture have; default ${DEFAULT-VALUE}.")
    private int top = 20;

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    ImpactsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new CommandFailure(ExitCode.BAD_INPUT, TOP + " is " + top + "; expected 1 or more, such as 20.");
        }
        Map<String, Predicate<Parameter>> own = own();
        picture.require();
        output.require();
        Model model = input.modelWithPoi(input.workspace());
        Map<String, Predicate<Parameter>> all = byType(model);
        int types = all.size();
        own.forEach((name, belongs) -> {
            if (all.put(name, belongs) != null) {
                throw new CommandFailure(
                        ExitCode.BAD_INPUT,
                        GROUP + " " + name + ": that is the name of a type of modifiers; choose another.");
            }
        });
        Impacts impacts =
                input.compute(model, ExpectedRates::contradiction, () -> Impacts.of(model, input.data(model), all));
        Certificates certificates = new Certificates(impacts.certificates(), model.parameters(), OptionalInt.empty());
        certificates.report(streams);
        input.report(model, streams);
        Warnings warnings = new Warnings(streams);
        warnings.print(impacts.note());
        if (impacts.failed() > 0) {
            warnings.print(
                    impacts.failed() + " fits with a parameter held did not converge; their impacts are left out");
        }
        if (Math.abs(impacts.total() / impacts.sigma() - 1) > NOTABLE) {
            warnings.print(
                    ("the components add up to %.3g, but the inverse Hessian gives %.3g: the rates are curved in the"
                                    + " parameters, and the data are far from what is expected; with --blind the two agree")
                            .formatted(impacts.total(), impacts.sigma()));
        }
        String poi = model.parameters().get(model.requirePoi()).name();
        List<Impact> ranked = impacts.impacts().stream()
                .sorted(Comparator.comparingDouble(
                        impact -> -impact.postfit().map(Impact.Shift::size).orElse(0.0)))
                .toList();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("poi", poi);
        tree.put("best_fit", impacts.best());
        tree.put("uncertainty", impacts.sigma());
        tree.put("constrained_held", impacts.constrainedHeld());
        tree.put("components", components(impacts));
        tree.put("impacts", ranked.stream().map(ImpactsCommand::tree).toList());
        tree.put(
                "types",
                impacts.groups().subList(0, types).stream()
                        .map(ImpactsCommand::tree)
                        .toList());
        tree.put(
                "groups",
                impacts.groups().subList(types, all.size()).stream()
                        .map(ImpactsCommand::tree)
                        .toList());
        Map<String, Object> limen = input.dataTree(model);
        limen.put("failed_fits", impacts.failed());
        limen.put("certificate", certificates.tree());
        tree.put("limen", limen);
        List<Impact> shown = ranked.subList(0, Math.min(top, ranked.size()));
        picture.write(() -> ImpactPicture.svg(poi, impacts, shown));
        output.write(streams, tree, new ImpactLines(poi, impacts, shown).lines());
        return ExitCode.COMPUTED.code();
    }

    private Map<String, Predicate<Parameter>> own() {
        Map<String, Predicate<Parameter>> found = new LinkedHashMap<>();
        groups.forEach((name, regex) -> {
            Predicate<String> matches = pattern(name, regex).asMatchPredicate();
            found.put(name, parameter -> matches.test(parameter.name()));
        });
        return found;
    }

    private static Pattern pattern(String name, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new CommandFailure(
                    ExitCode.BAD_INPUT,
                    GROUP + " " + name + ": '" + regex + "' is no regular expression: " + wrong.getDescription()
                            + ". Give one that the parameters' names match, such as 'theory_.*'.",
                    wrong);
        }
    }

    /** One group for each set of types that share parameters, so that each parameter is in one. */
    private static Map<String, Predicate<Parameter>> byType(Model model) {
        Map<String, String> types = new HashMap<>();
        Map<String, Predicate<Parameter>> found = new LinkedHashMap<>();
        for (ParameterSet set : model.parameterSets().sets()) {
            String type = set.types().stream().map(ModifierType::json).collect(Collectors.joining("+"));
            set.componentNames().forEach(name -> types.put(name, type));
            found.put(type, parameter -> type.equals(types.get(parameter.name())));
        }
        return found;
    }

    private static Map<String, Object> components(Impacts impacts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("statistical", impacts.statistical());
        tree.put("auxiliary", impacts.auxiliary());
        tree.put("total", impacts.total());
        return tree;
    }

    private static Map<String, Object> tree(Impact impact) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("parameter", impact.name());
        tree.put("value", impact.value());
        tree.put("uncertainty", impact.sigma());
        impact.pull().ifPresent(pull -> tree.put("pull", pull));
        impact.constraint().ifPresent(ratio -> tree.put("constraint", ratio));
        impact.postfit().ifPresent(shift -> tree.put("postfit", tree(shift)));
        impact.prefit().ifPresent(shift -> tree.put("prefit", tree(shift)));
        impact.globalObservable().ifPresent(shift -> tree.put("component", shift));
        return tree;
    }

    private static Map<String, Object> tree(Impact.Shift shift) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("up", shift.up());
        tree.put("down", shift.down());
        return tree;
    }

    private static Map<String, Object> tree(GroupImpact group) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", group.name());
        tree.put("parameters", group.parameters());
        tree.put("held", group.held());
        tree.put("component", group.globalObservable());
        return tree;
    }
}
